import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentFonts } from '../functions/document-fonts.ts';
import { documentTyped } from '../functions/documents/document-names.ts';
import { openAllianceFolder } from '../functions/edges/local/alliance-folder.ts';
import { workbookFiles } from '../functions/edges/local/workbook-files.ts';
import { identifyWorkbook } from '../functions/workbooks/identify-workbook.ts';
import { allDeclared } from '../functions/workbooks/kinds.ts';
import { ownerOfKey } from '../functions/workbooks/workbook-key.ts';
import { VERSIONS } from '../sheets-schema/versions.ts';
import { yearLabel } from '../sheets-schema/wording.ts';
import { concordat } from './scripts/run-concordat.ts';
import { checkFolder, KEPT_FILE, KEPT_FOLDER, type Kept, whatStands } from './support/kept-alliance.ts';
import { publishAlone } from './support/publish-alone.ts';

const keptIn = fileURLToPath(new URL('kept-alliance', import.meta.url));
const kept: Kept = JSON.parse(readFileSync(join(keptIn, KEPT_FILE), 'utf8'));
const { madeBy, moment, workbooks } = kept;
const files = Object.keys(workbooks);
const versionOf = new Map(allDeclared.rules.map(({ rule }) => [rule.id, rule.since ?? 1]));

/** What is found by rules that are those of the program that made it. Others may find something else, and say so. */
const byOldRules = (findings: readonly string[]) =>
  findings.filter((one) => (versionOf.get(one.split(' ')[0]!) ?? 1) <= madeBy.rules && !one.startsWith('GEN-22 '));

const place = mkdtempSync(join(tmpdir(), 'concordat-kept-'));
afterAll(() => rmSync(place, { recursive: true }));

/** A copy to work on, with its folder named as it is. */
function copyOf(name: string): string {
  const copy = join(place, name);
  mkdirSync(copy);
  cpSync(join(keptIn, KEPT_FOLDER), join(copy, KEPT_FOLDER), { recursive: true });
  return copy;
}

describe(`the alliance kept by Concordat ${madeBy.version}`, () => {
  it('is small', () => {
    const inside = readdirSync(keptIn, { recursive: true, encoding: 'utf8' }).map((name) =>
      statSync(join(keptIn, name)),
    );
    const bytes = inside.filter((one) => one.isFile()).reduce((total, { size }) => total + size, 0);
    expect(bytes).toBeLessThan(300_000);
    expect(files).toHaveLength(3);
  });

  describe('whose workbooks are checked', () => {
    let folder: string;
    let found: Awaited<ReturnType<typeof whatStands>>;
    beforeAll(async () => {
      folder = join(copyOf('checked'), KEPT_FOLDER);
      found = await whatStands(folder, await checkFolder(folder, moment));
    });

    it.each(files)('%s has the findings it had, but for those of newer rules, and its whole history', (file) => {
      const { key, rows, findings, snapshots } = workbooks[file]!;
      const stands = found[file]!;
      expect(stands).toMatchObject({ key, rows });
      expect(byOldRules(stands.findings)).toEqual(byOldRules(findings));
      expect(findings.length).toBeGreaterThan(0);
      expect(stands.snapshots).toBeGreaterThanOrEqual(snapshots);
    });

    it('has findings of rules that are as they were', () => {
      expect(files.flatMap((file) => byOldRules(workbooks[file]!.findings)).length).toBeGreaterThan(0);
    });

    it('a second check writes nothing', async () => {
      const outcomes = await checkFolder(folder, moment);
      expect(outcomes).toHaveLength(files.length);
      for (const one of outcomes) expect(one).toMatchObject({ outcome: { committed: false, written: false } });
      expect(await whatStands(folder, outcomes)).toEqual(found);
    });

    it('a document that was issued stands or is replaced, and another is made', async () => {
      const { urn, startYear } = ownerOfKey(workbooks[files.find((file) => file.startsWith('Wrackley'))!]!.key)!;
      const ports = { ...openAllianceFolder(folder), fonts: documentFonts() };
      const request = { urn, startYear, asOf: moment.asOf, issuedOn: moment.asOf };
      const [issued] = await publishAlone(documentTyped('agreement')!, request, ports);
      expect(issued!.made ? issued!.entry.replaces : issued!.entry.number).toBe(kept.document.number);
      const [statement] = await publishAlone(documentTyped('contribution-statement')!, request, ports);
      expect(statement).toMatchObject({ made: true });
      expect(existsSync(join(folder, statement!.entry.link))).toBe(true);
      await ports.store.close();
    });
  });

  describe('by the command', () => {
    let copy: string;
    beforeAll(() => {
      copy = copyOf('commanded');
    });
    const typed = (...words: string[]) => concordat(copy, ...words, '--folder', KEPT_FOLDER);

    it('verifies, with every head that it had', async () => {
      const { status, out } = await typed('verify');
      expect([status, out]).toEqual([0, expect.anything()]);
      for (const { head } of Object.values(workbooks)) expect(out.replace(/\s/g, '')).toContain(head);
    });

    it('vouches for its document', async () => {
      const { status, out } = await typed('verify', join(KEPT_FOLDER, kept.document.file));
      expect([status, out]).toEqual([0, expect.stringContaining(`is document ${kept.document.number}`)]);
    });

    it('lists its history', async () => {
      const { status, out } = await typed('history');
      expect(status).toBe(0);
      for (const { head } of Object.values(workbooks)) expect(out).toContain(head.slice(0, 12));
    });

    it.each(files)('restores %s', async (file) => {
      const { status, out } = await typed('restore', file);
      expect([status, out]).toEqual([0, expect.stringMatching(/^Restored {2}/)]);
      const restored = join(copy, /^Restored {2}(.*)$/m.exec(out)![1]!);
      const identity = identifyWorkbook((await workbookFiles().read(restored)).tabs);
      const { urn, startYear } = ownerOfKey(workbooks[file]!.key)!;
      expect(identity).toMatchObject({ urn, startYear });
      expect(restored).toContain(yearLabel(startYear).replace('/', '-'));
    });
  });

  it('had every tab and column, but for what came with newer workbooks', () => {
    const since = (tab: string, column: string, said: number) =>
      kept.columns[tab] === undefined ? VERSIONS.workbooks : kept.columns[tab].includes(column) ? null : said;
    const strangers = allDeclared.tabs.flatMap(({ id, title, columns }) =>
      Object.entries(columns).flatMap(([column, said]) => {
        const came = since(id, column, said.since);
        return came === null || came > madeBy.workbooks ? [] : [`${title}: ${column}`];
      }),
    );
    expect(strangers).toEqual([]);
  });

  it('had every rule that does not say it came with newer rules', () => {
    const strangers = [...versionOf].flatMap(([id, since]) =>
      since > madeBy.rules || kept.rules.includes(id) ? [] : [id],
    );
    expect(strangers).toEqual([]);
  });
});
