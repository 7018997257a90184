import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SharedDrive } from '../../functions/edges/ports.ts';

/** A drive with what a test does on it behind our back. */
export interface DriveToTry {
  readonly drive: SharedDrive;
  /** Makes a spreadsheet as Concordat does; gives its place. */
  create(folder: string, name: string): Promise<string>;
  /** Shares a folder, and so everything in it. */
  shareFolder(folder: string, email: string): void;
  shareWithAnyone(place: string): void;
  rename(place: string, name: string): void;
  bin(place: string): void;
  remove(place: string): void;
  end(): Promise<void>;
}

const ELM_PARK = 'harrowdale/school-990001-2025';
const OFFICE = 'office@elmpark.example';

/** What every shared drive does, whatever stands behind it. */
export function describeSharedDriveContract(name: string, open: () => Promise<DriveToTry>): void {
  describe(`${name} as a shared drive`, () => {
    let on: DriveToTry;
    let drive: SharedDrive;
    let folder: string;
    let place: string;
    beforeEach(async () => {
      on = await open();
      ({ drive } = on);
      folder = await drive.makeFolder('harrowdale', 'Harrowdale Learning Alliance');
      place = await on.create(folder, 'Elm Park');
    });
    afterEach(() => on.end());
    const whoseOwn = async () =>
      (await drive.shares(place)).flatMap(({ inherited, who, type }) => (inherited ? [] : [who ?? type]));

    it('finds an alliance’s folder by the alliance, whatever it is called', async () => {
      on.rename(folder, 'Our things');
      expect(await drive.findFolder('harrowdale')).toBe(folder);
      expect(await drive.findFolder('wolds')).toBeNull();
      expect(await drive.look(folder)).toEqual({ of: 'harrowdale', inBin: false });
      on.bin(folder);
      expect(await drive.findFolder('harrowdale')).toBeNull();
    });

    it('finds a spreadsheet by the workbook it is, whatever it is called', async () => {
      expect(await drive.find(ELM_PARK)).toBeNull();
      await drive.name(place, ELM_PARK);
      await drive.name(place, ELM_PARK);
      on.rename(place, 'Our spreadsheet');
      expect(await drive.find(ELM_PARK)).toBe(place);
      expect(await drive.find('wolds/school-990001-2025')).toBeNull();
      expect(await drive.find("harrowdale/school-'990001")).toBeNull();
    });

    it('knows what is in the bin, and what is not there any more', async () => {
      await drive.name(place, ELM_PARK);
      expect(await drive.look(place)).toEqual({ of: ELM_PARK, inBin: false });
      on.bin(place);
      expect(await drive.look(place)).toEqual({ of: ELM_PARK, inBin: true });
      expect(await drive.find(ELM_PARK)).toBeNull();
      on.remove(place);
      expect(await drive.look(place)).toBeNull();
    });

    it('shows spreadsheets of a name that are no workbook yet', async () => {
      expect(await drive.strangers(folder, 'Elm Park')).toEqual([place]);
      expect(await drive.look(place)).toEqual({ of: null, inBin: false });
      expect(await drive.strangers(folder, "St Aldhelm's")).toEqual([]);
      const elsewhere = await drive.makeFolder('wolds', 'Wolds');
      expect(await drive.strangers(elsewhere, 'Elm Park')).toEqual([]);
      await drive.name(place, ELM_PARK);
      expect(await drive.strangers(folder, 'Elm Park')).toEqual([]);
    });

    it('shares with an address once, whatever its capitals', async () => {
      await drive.share(place, OFFICE);
      await drive.share(place, OFFICE.toUpperCase());
      expect(await whoseOwn()).toEqual([OFFICE]);
      const share = (await drive.shares(place)).find(({ who }) => who === OFFICE);
      expect(share).toMatchObject({ type: 'user', edits: true, inherited: false });
    });

    it('takes away what is the spreadsheet’s own, as often as it is asked, and nothing from above', async () => {
      on.shareFolder(folder, 'chair@harrowdale.example');
      on.shareWithAnyone(place);
      await drive.share(place, OFFICE);
      expect(await whoseOwn()).toEqual(expect.arrayContaining(['anyone', OFFICE]));
      const shares = await drive.shares(place);
      for (const share of [...shares, ...shares]) await drive.unshare(place, share);
      expect(await whoseOwn()).toEqual([]);
      const left = (await drive.shares(place)).map(({ who }) => who);
      expect(left).toEqual(shares.filter(({ inherited }) => inherited).map(({ who }) => who));
      expect(left).toContain('chair@harrowdale.example');
    });

    it('says that a spreadsheet is not there', async () => {
      on.remove(place);
      await expect(drive.shares(place)).rejects.toMatchObject({ name: 'EdgeError', code: 'not-found' });
      await expect(drive.share(place, OFFICE)).rejects.toMatchObject({ name: 'EdgeError', code: 'not-found' });
      await expect(drive.name(place, ELM_PARK)).rejects.toMatchObject({ name: 'EdgeError', code: 'not-found' });
    });
  });
}
