import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openAllianceFolder } from '../../../functions/edges/local/alliance-folder.ts';

it('reads a picture that stands in the alliance’s folder itself, and no other file', async () => {
  const above = mkdtempSync(join(tmpdir(), 'picture-'));
  onTestFinished(() => rmSync(above, { recursive: true, force: true }));
  const folder = join(above, 'alliance');
  mkdirSync(join(folder, 'Pictures'), { recursive: true });
  for (const path of ['logo.png', join('Pictures', 'logo.png'), join('..', 'above.png'), '.hidden.png'])
    writeFileSync(join(folder, path), 'bytes');
  const { picture } = openAllianceFolder(folder, { history: folder, own: folder, stayWithin: true });
  expect(new TextDecoder().decode((await picture('logo.png', 5))!)).toBe('bytes');
  expect(await picture('logo.png', 4)).toHaveLength(0);
  for (const name of [
    'none.png',
    'Pictures',
    'Pictures/logo.png',
    '../above.png',
    join(folder, 'logo.png'),
    '.hidden.png',
  ])
    expect(await picture(name, 5), name).toBeNull();
});
