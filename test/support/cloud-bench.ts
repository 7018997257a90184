import type { ProvideAlliancePorts } from '../../functions/dispatch/provide-alliance.ts';
import { cloudTasks } from '../../functions/edges/google/cloud-tasks.ts';
import { driveShelf } from '../../functions/edges/google/drive-shelf.ts';
import type { Google } from '../../functions/edges/google/google-clients.ts';
import { sharedDrive } from '../../functions/edges/google/shared-drive.ts';
import { spreadsheets } from '../../functions/edges/google/spreadsheets.ts';
import type { Store } from '../../functions/edges/ports.ts';
import { everyTabOf } from '../../functions/workbooks/identify-workbook.ts';
import { fonts } from './example-documents.ts';
import type { StandIn } from './google/stand-in.ts';
import { openMemoryStore } from './memory-store.ts';

export const PROJECT = 'harrowdale-concordat';
export const QUEUE = `projects/${PROJECT}/locations/europe-west2/queues/concordat`;

/** What setting up needs, on the stand-in for Google and with stores in memory. */
export function openCloudPorts(standIn: StandIn, google: Google, drive: string): ProvideAlliancePorts {
  const stores = new Map<string, Store>();
  standIn.tasks.addQueue(QUEUE);
  return {
    registry: openMemoryStore(),
    async storeOf(alliance) {
      const store = stores.get(alliance) ?? openMemoryStore();
      stores.set(alliance, store);
      return store;
    },
    drive: sharedDrive(google, drive),
    workbooksIn: (folder, kind, known) =>
      spreadsheets({ google, drive, folder, account: standIn.email, tabs: everyTabOf(kind), ...(known && { known }) }),
    shelfIn: (folder) => driveShelf({ google, drive, folder }),
    fonts,
    queue: cloudTasks({
      google,
      queue: QUEUE,
      addressOf: (target) => `https://${target}-123456789012.europe-west2.run.app`,
      invoker: `concordat-invoker@${PROJECT}.iam.gserviceaccount.com`,
    }),
    account: standIn.email,
  };
}
