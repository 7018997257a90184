import { describe } from 'vitest';
import { link } from '../../../sheets-schema/cells/link.ts';
import { itReads, itRefuses } from './reading.ts';

describe('links', () => {
  itReads(link, [
    ['https://school.example/policies', 'https://school.example/policies'],
    ['HTTPS://School.Example/Policies', 'https://school.example/Policies'],
    ['https://school.example', 'https://school.example/'],
    ['https://school.example/a?b=c#d', 'https://school.example/a?b=c#d'],
    ['https://school.example/"<x>', 'https://school.example/%22%3Cx%3E'],
  ]);

  itRefuses(link, [
    ['http://school.example/a', 'not-https', 'https://school.example/a'],
    ['www.school.example/a', 'not-a-link', 'https://www.school.example/a'],
    ['school.example', 'not-a-link', 'https://school.example/'],
    ['see the website', 'not-a-link'],
    ['https://', 'not-a-link'],
    ['https://intranet/', 'not-a-link'],
    ['https://school.example/a b', 'not-a-link'],
    ['javascript:alert(1)', 'not-a-link'],
    ['ftp://school.example', 'not-a-link'],
    ['data:text/html,hello', 'not-a-link'],
    ['https://me:secret@school.example/', 'holds-a-password'],
    [`https://school.example/${'a'.repeat(2000)}`, 'not-a-link'],
    [1.5, 'not-a-link'],
    [true, 'not-a-link'],
  ]);
});
