import type { Fault, Incoming } from '../support/google/faults.ts';
import { GoogleRefusal, tooManyRequests } from '../support/google/google-refusal.ts';
import { type Adversity, describeAdversities } from './journey.ts';

type Place = string | ((request: Incoming) => boolean);

const READ = 'sheets.spreadsheets.values.batchGetByDataFilter';
const WRITE = 'sheets.spreadsheets.batchUpdate';
const FEED = 'drive.changes.list';
const QUEUE = 'cloudtasks.projects.locations.queues.tasks.create';
const FIND = 'drive.files.list';
const FOLDER = ({ id, media }: Incoming) => id === 'drive.files.create' && media === null;
const UPLOAD = ({ id, media }: Incoming) => id === 'drive.files.create' && media !== null;
const SERVICES: readonly Place[] = [READ, WRITE, FEED, QUEUE, FIND, FOLDER, UPLOAD];
/** Asked once by each process; the client asks again by itself. */
const TOKEN = 'metadata.token';
const CERTIFICATES = 'oauth2.v1.certs';

/** Each of the places meets the fault, on its next request and the `times - 1` after it. */
function fault(
  name: string,
  happens: Fault,
  places: readonly Place[] = SERVICES,
  times = 1,
  attempt?: number,
): Adversity {
  return {
    name,
    ...(attempt === undefined ? {} : { options: { attempt } }),
    before({ standIn }, step) {
      if (step === 'typed') for (const place of places) standIn.faults.order(place, happens, { times });
    },
  };
}

const down = new GoogleRefusal(503, 'The service is currently unavailable.', 'backendError');
const broken = new GoogleRefusal(500, 'Internal error encountered.', 'internalError');
const gone = new GoogleRefusal(404, 'Not found', 'notFound');
/** No answer of the stand-in takes as long, so that nothing else is taken for a hang. */
const ATTEMPT = 2000;
/** More often than it is tried before a task is given back to the queue. */
const LONG = 9;

describeAdversities('Google answers', [
  fault('too many requests', tooManyRequests()),
  fault('too many requests, come again in 20 seconds', tooManyRequests(20)),
  fault('an internal error', broken, [...SERVICES, TOKEN]),
  fault('that it is not available', down, [...SERVICES, TOKEN]),
  fault('for long that it is not available', down, [READ, WRITE, FEED, QUEUE, FIND], LONG),
  fault('nothing', 'hang', [READ, WRITE, QUEUE, UPLOAD], 1, ATTEMPT),
  fault('nothing, and yet did it', 'forgets', [WRITE, QUEUE, UPLOAD], 1, ATTEMPT),
  fault('nothing, as the line was cut before', 'cut-before'),
  fault('nothing, as the line was cut after', 'cut-after'),
  fault('half', 'half-answer'),
  fault('that there are no certificates', gone, [CERTIFICATES], 3),
]);
