import { EdgeError, type Share, type SharedDrive, type Workbooks } from '../../functions/edges/ports.ts';
import type { DriveToTry } from './shared-drive-contract.ts';

interface Kept {
  readonly folder: string | null;
  name: string;
  of: string | null;
  inBin: boolean;
  readonly shares: Share[];
}

export interface MemoryDrive extends Omit<DriveToTry, 'create' | 'end'> {
  /** Makes spreadsheets in a folder; each is one of `workbooks` too. */
  workbooksIn(folder: string): Workbooks;
  /** Every spreadsheet that was made. */
  all(): readonly string[];
  /** The addresses a spreadsheet is shared with by itself, and what else it is open to. */
  openTo(place: string): readonly string[];
}

/** A shared drive as it behaves, in memory. Each request lets others go first, as a network would. */
export function openMemoryDrive(workbooks: Workbooks): MemoryDrive {
  const kept = new Map<string, Kept>();
  let made = 0;

  async function at(place: string): Promise<Kept> {
    await letOthersGoFirst();
    return there(place);
  }
  function there(place: string): Kept {
    const found = kept.get(place);
    if (!found) throw new EdgeError('not-found', `"${place}" is not there.`);
    return found;
  }
  function add(folder: string | null, name: string, of: string | null, place = ''): string {
    made += 1;
    const id = place || `folder-${made}`;
    kept.set(id, { folder, name, of, inBin: false, shares: [] });
    return id;
  }
  async function first(isWanted: (one: Kept) => boolean): Promise<string | null> {
    await letOthersGoFirst();
    return [...kept].find(([, one]) => !one.inBin && isWanted(one))?.[0] ?? null;
  }
  function user(email: string): Share {
    return { id: email.toLowerCase(), type: 'user', who: email, edits: true, inherited: false };
  }
  function sharesOf({ folder, shares }: Kept): Share[] {
    const above = folder === null ? [] : (kept.get(folder)?.shares ?? []);
    return [...shares, ...above.map((share) => ({ ...share, inherited: true }))];
  }

  const drive: SharedDrive = {
    findFolder: (alliance) => first(({ folder, of }) => folder === null && of === alliance),
    async makeFolder(alliance, name) {
      await letOthersGoFirst();
      return add(null, name, alliance);
    },
    find: (workbook) => first(({ folder, of }) => folder !== null && of === workbook),
    async strangers(folder, name) {
      await letOthersGoFirst();
      const wanted = (one: Kept) => one.folder === folder && one.name === name && one.of === null && !one.inBin;
      return [...kept].flatMap(([place, one]) => (wanted(one) ? [place] : []));
    },
    async look(place) {
      await letOthersGoFirst();
      const found = kept.get(place);
      return found ? { of: found.of, inBin: found.inBin } : null;
    },
    async name(place, workbook) {
      (await at(place)).of = workbook;
    },
    shares: async (place) => sharesOf(await at(place)),
    async share(place, email) {
      const found = await at(place);
      if (sharesOf(found).some(({ who }) => who?.toLowerCase() === email.toLowerCase())) return;
      found.shares.push(user(email));
    },
    async unshare(place, { id }) {
      const { shares } = await at(place);
      const own = shares.findIndex((share) => share.id === id);
      if (own >= 0) shares.splice(own, 1);
    },
  };

  return {
    drive,
    workbooksIn: (folder) => ({
      ...workbooks,
      async create(name, sheets) {
        const place = await workbooks.create(`${folder}: ${name}`, sheets);
        return add(folder, name, null, place);
      },
    }),
    all: () => [...kept].flatMap(([place, { folder }]) => (folder === null ? [] : [place])),
    openTo: (place) => there(place).shares.map(({ who, type }) => who ?? type),
    shareFolder: (folder, email) => void there(folder).shares.push(user(email)),
    shareWithAnyone(place) {
      there(place).shares.push({ id: 'anyone', type: 'anyone', who: null, edits: true, inherited: false });
    },
    rename(place, name) {
      there(place).name = name;
    },
    bin(place) {
      there(place).inBin = true;
    },
    remove: (place) => void kept.delete(place),
  };
}

function letOthersGoFirst(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
