import { mkdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { shortName } from '../../functions/documents/document-names.ts';
import { rulesNamed } from '../../functions/protocols/catalogue.ts';
import { clausesOf, type Pack, rulesFor } from '../../functions/protocols/pack.ts';
import { packs } from '../../functions/protocols/packs.ts';
import { allDeclared } from '../../functions/workbooks/kinds.ts';
import { concordat, concordatFromSources, journeys } from './run-concordat.ts';

const madePlace = journeys(async (place) => void mkdirSync(place));

test('every command shows an example of itself, whichever protocols were signed', async () => {
  const place = madePlace();
  const { out } = await concordatFromSources(place, '--help');
  const listed = out.slice(out.indexOf('Commands:'), out.indexOf('Exit status'));
  const commands = [...listed.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name!).filter((name) => name !== 'help');
  expect(commands).toEqual(
    expect.arrayContaining(['start', 'new', 'check', 'publish', 'history', 'diff', 'verify', 'explain']),
  );
  expect(out).toContain('Exit status: 0 nothing to mend, 1 problems or breaches found, 2 could not run.');
  const helps = await Promise.all(commands.map((command) => concordatFromSources(place, command, '--help')));
  for (const [at, { status, out }] of helps.entries()) {
    expect(status).toBe(0);
    expect(out).toMatch(new RegExp(`^Examples?:\\n {2}npx concordat ${commands[at]}\\b`, 'm'));
    const named = packs.filter((pack) => wordsOf(pack).some((words) => out.includes(words))).map(({ id }) => id);
    expect([commands[at], named.length], 'no help presumes which protocols were signed').not.toEqual([commands[at], 1]);
  }
  const [publish, explain] = ['publish', 'explain'].map((name) => helps[commands.indexOf(name)]!.out);
  for (const issue of allDeclared.documents) expect(publish).toMatch(new RegExp(` ${shortName(issue)}$`, 'm'));
  const explained = [...explain!.matchAll(/^ {2}npx concordat explain "?([^-"\n][^"\n]*)/gm)].map(
    ([, typed]) => typed!,
  );
  expect(explained.length).toBeGreaterThan(2);
  for (const typed of explained) expect([typed, rulesNamed(typed, allDeclared).length > 0]).toEqual([typed, true]);
});

/** Words by which a pack, its clauses, rules and documents are known. */
function wordsOf(pack: Pack): string[] {
  const rules = clausesOf(pack).flatMap((clause) => rulesFor(pack, clause).map(({ id }) => id));
  return [pack.id, pack.title, pack.citedAs, ...pack.documents.map(({ choice }) => choice.text), ...rules];
}

test('concordat explain answers for one rule, and for all in the promised form', async () => {
  const place = madePlace();
  const [one, clause, all] = await Promise.all([
    concordat(place, 'explain', 'bla-21'),
    concordat(place, 'explain', 'working protocols 25'),
    concordat(place, 'explain', '--all', '--format', 'json'),
  ]);
  expect(one.status).toBe(0);
  expect(one.out).toMatch(/^BLA-21 {2}.+\nPromise: working protocols 21\. .+\nReads: Staff days\n\n {2}BREACH\n/);

  expect(clause.status).toBe(0);
  expect(clause.out).toMatch(/^BLA-25 {2}.+\nPromise: working protocols 25\. [\s\S]+^BLA-25b {2}/m);

  const { schemaVersion, packs, rules } = JSON.parse(all.out);
  expect(schemaVersion).toBe(2);
  const ids = new Set(rules.map(({ id }: { id: string }) => id));
  expect(packs.map(({ id }: { id: string }) => id)).toEqual(['working-protocols', 'statutory-policies']);
  expect(packs[0]).toEqual({ id: 'working-protocols', source: expect.any(String), clauses: expect.any(Array) });
  expect(packs[0].clauses).toHaveLength(48);
  for (const clause of packs[0].clauses) {
    expect(clause).toMatchObject({
      clause: expect.any(String),
      paraphrase: expect.any(String),
      kept: expect.any(String),
    });
    for (const rule of clause.rules) expect(ids).toContain(rule);
  }
  for (const rule of rules) {
    expect(Object.keys(rule).sort()).toEqual(['id', 'messages', 'promise', 'severity', 'title']);
    if (rule.id === 'BLA-25b') expect(rule.promise).toEqual({ pack: 'working-protocols', clause: '25' });
    for (const message of Object.values(rule.messages))
      expect(message).toEqual({ severity: expect.any(String), says: expect.any(String), fix: expect.any(String) });
  }
});
