import type { NewSheet, RawCell, SheetCell } from '../../sheets-schema/sheet.ts';
import type { Workbooks } from '../edges/ports.ts';
import type { ProvideAlliancePorts } from './provide-alliance.ts';

/** Where what was only put on paper stands: no id of Google's has a space. */
const PAPER = 'on paper: ';

/**
 * Ports through which the world is looked at and never changed. Whoever changes something is told that it was done; a workbook that
 * would be made can be read as it would be.
 */
export function onPaper(ports: ProvideAlliancePorts): ProvideAlliancePorts {
  const { registry, drive, storeOf, workbooksIn } = ports;
  const made = new Map<string, readonly NewSheet[]>();
  const isOnPaper = (place: string) => place.startsWith(PAPER);
  return {
    ...ports,
    registry: { ...registry, putBlobs: async () => {}, removeBlobs: async () => {}, compareAndSet: async () => PAPER },
    drive: {
      ...drive,
      makeFolder: async (alliance) => `${PAPER}${alliance}`,
      name: async () => {},
      shares: async (place) => (isOnPaper(place) ? [] : drive.shares(place)),
      share: async () => {},
      unshare: async () => {},
    },
    workbooksIn(folder, kind, tabs): Workbooks {
      const workbooks = workbooksIn(folder, kind, tabs);
      return {
        async read(place) {
          const sheets = made.get(place);
          if (sheets === undefined) return workbooks.read(place);
          return { version: PAPER, tabs: sheets.map((sheet) => ({ title: sheet.title, rows: cellsOf(sheet) })) };
        },
        async create(name, sheets) {
          made.set(`${PAPER}${name}`, sheets);
          return `${PAPER}${name}`;
        },
        addSheets: async (_, version) => version,
        replaceOwnSheets: async (_, version) => version,
      };
    },
    storeOf: async (alliance) => ({
      ...(await storeOf(alliance)),
      putBlobs: async () => {},
      removeBlobs: async () => {},
      compareAndSet: async () => PAPER,
    }),
    shelfIn: () => ({ file: async () => PAPER, filed: async () => [] }),
    queue: { enqueue: async () => {} },
  };
}

function cellsOf({ headings, columns, rows }: NewSheet): RawCell[][] {
  const value = (cell: RawCell | SheetCell): RawCell =>
    typeof cell === 'object' && cell !== null && 'value' in cell ? cell.value : cell;
  return [...(headings ? [columns.map(({ heading }) => heading)] : []), ...rows.map((row) => row.map(value))];
}
