import type { drive_v3 } from '@googleapis/drive';
import { type Clock, DAY, HOUR, timestamp } from './clock.ts';
import { type Files, fileAnswer, type StoredFile } from './files.ts';
import { GoogleRefusal, invalid, needed } from './google-refusal.ts';
import type { Call, Route } from './routes.ts';

interface Entry {
  readonly number: number;
  readonly time: number;
  readonly fileId: string;
  readonly driveId: string | null;
  readonly removed: boolean;
}

interface Channel {
  readonly id: string;
  readonly resourceId: string;
  readonly resourceUri: string;
  readonly address: string;
  readonly token: string | null;
  readonly expiration: number;
  messages: number;
}

/** A notice that is on its way to a receiver. */
export interface Notice {
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
}

export type Changes = ReturnType<typeof openChanges>;

/** The feed of changes to what `email` can see, and who wants to be told of them. */
export function openChanges(clock: Clock, email: string) {
  const entries: Entry[] = [];
  const channels = new Map<string, Channel>();
  let underway: Notice[] = [];
  // Page tokens are never small, so that nobody takes them for a count.
  const first = 4_100;
  let forgottenBefore = 0;

  const next = () => first + entries.length;

  function tell(channel: Channel, state: 'sync' | 'change'): void {
    if (channel.expiration <= clock.now()) return;
    channel.messages += state === 'sync' ? 1 : 1 + (entries.length % 3);
    underway.push({ address: channel.address, headers: noticeHeaders(channel, state) });
  }

  return {
    /** Notes that a file changed, or that `lostBy` cannot see it any more. */
    note(file: StoredFile, lostBy: string | null, isVisible: boolean): void {
      const removed = lostBy === email;
      if (!removed && (lostBy !== null || !isVisible)) return;
      entries.push({ number: next(), time: clock.now(), fileId: file.id, driveId: file.driveId, removed });
      for (const channel of channels.values()) tell(channel, 'change');
    },

    /** Notices that were not delivered yet, which are then the caller's. */
    takeNotices(): readonly Notice[] {
      const taken = underway;
      underway = [];
      return taken;
    },

    /** From now on, page tokens given out until now are refused. */
    forgetTokens(): void {
      forgottenBefore = next() + 1;
      entries.push({ number: next(), time: clock.now(), fileId: '', driveId: null, removed: false });
    },

    /** A notice that Google never sent, for a channel that may not exist. */
    forged(address: string, headers: Readonly<Record<string, string>>): Notice {
      return { address, headers: { 'X-Goog-Resource-State': 'change', 'X-Goog-Message-Number': '2', ...headers } };
    },

    channels: () => [...channels.values()],

    routes(files: Files): Route[] {
      return [
        {
          id: 'drive.changes.getStartPageToken',
          verb: 'GET',
          path: /^\/drive\/v3\/changes\/startPageToken$/,
          handle: () => ({ body: { kind: 'drive#startPageToken', startPageToken: String(next()) } }),
        },
        { id: 'drive.changes.list', verb: 'GET', path: /^\/drive\/v3\/changes$/, handle: list },
        { id: 'drive.changes.watch', verb: 'POST', path: /^\/drive\/v3\/changes\/watch$/, handle: watch },
        { id: 'drive.channels.stop', verb: 'POST', path: /^\/drive\/v3\/channels\/stop$/, handle: stop },
      ];

      function list({ query }: Call) {
        const from = position(query);
        const pageSize = Number(query.get('pageSize') ?? 100);
        if (!(pageSize >= 1 && pageSize <= 1000)) throw invalid('pageSize');
        const all = query.get('includeItemsFromAllDrives') === 'true' && query.get('supportsAllDrives') === 'true';
        const driveId = query.get('driveId');
        if (driveId && !all) throw invalid('driveId');
        // What changed twice stands once, at its last place.
        const last = new Map(entries.map((entry) => [entry.fileId, entry.number]));
        const due = entries.filter(
          (entry) =>
            entry.number >= from &&
            entry.fileId !== '' &&
            last.get(entry.fileId) === entry.number &&
            (all || entry.driveId === null) &&
            (!driveId || entry.driveId === driveId) &&
            (query.get('includeRemoved') !== 'false' || !entry.removed),
        );
        const page = due.slice(0, pageSize);
        const changes = page.map((entry) => changeAnswer(files, entry));
        const isLast = due.length <= pageSize;
        const token = String(isLast ? next() : page.at(-1)!.number + 1);
        return { body: { kind: 'drive#changeList', changes, [isLast ? 'newStartPageToken' : 'nextPageToken']: token } };
      }

      function watch({ query, body }: Call) {
        position(query);
        const asked = body as drive_v3.Schema$Channel;
        const address = needed(asked.address, 'address');
        const id = needed(asked.id, 'id');
        if (asked.type !== 'web_hook') throw new GoogleRefusal(400, 'Unknown channel type', 'channelTypeUnknown');
        if (!address.startsWith('https://')) {
          throw new GoogleRefusal(400, `WebHook callback must be HTTPS: ${address}`, 'push.webhookUrlNotHttps');
        }
        if (channels.has(id)) throw new GoogleRefusal(400, `Channel id ${id} not unique`, 'channelIdNotUnique');
        if (id.length > 64 || (asked.token ?? '').length > 256) throw invalid('id');
        const now = clock.now();
        const until = asked.expiration ? Number(asked.expiration) : now + HOUR;
        if (!(until > now)) throw new GoogleRefusal(400, 'Invalid ttl value', 'invalid');
        const channel: Channel = {
          id,
          resourceId: files.newId(),
          resourceUri: `https://www.googleapis.com/drive/v3/changes?alt=json&pageToken=${query.get('pageToken')}`,
          address,
          token: asked.token ?? null,
          expiration: Math.min(until, now + 7 * DAY),
          messages: 0,
        };
        channels.set(id, channel);
        tell(channel, 'sync');
        const { resourceId, resourceUri, expiration, token } = channel;
        const given = token === null ? {} : { token };
        return { body: { kind: 'api#channel', id, resourceId, resourceUri, ...given, expiration: String(expiration) } };
      }

      function stop({ body }: Call) {
        const { id, resourceId } = body as drive_v3.Schema$Channel;
        if (channels.get(id ?? '')?.resourceId !== resourceId) {
          throw new GoogleRefusal(404, `Channel '${id}' not found for project`, 'notFound');
        }
        channels.delete(id ?? '');
        return { status: 204 };
      }

      function position(query: URLSearchParams): number {
        const token = needed(query.get('pageToken'), 'pageToken');
        const number = Number(token);
        if (!/^\d+$/.test(token) || number < first || number > next() || number < forgottenBefore) {
          throw invalid('pageToken');
        }
        return number;
      }

      function changeAnswer(known: Files, entry: Entry): drive_v3.Schema$Change {
        const file = known.find(entry.fileId);
        const removed = entry.removed || !file || known.roleOf(email, file) === null;
        return {
          kind: 'drive#change',
          changeType: 'file',
          time: timestamp(entry.time),
          removed,
          fileId: entry.fileId,
          ...(removed || !file ? {} : { file: fileAnswer(known, file, email) }),
        };
      }
    },
  };
}

function noticeHeaders(channel: Channel, state: 'sync' | 'change'): Record<string, string> {
  return {
    'X-Goog-Channel-ID': channel.id,
    ...(channel.token === null ? {} : { 'X-Goog-Channel-Token': channel.token }),
    'X-Goog-Channel-Expiration': new Date(channel.expiration).toUTCString(),
    'X-Goog-Resource-ID': channel.resourceId,
    'X-Goog-Resource-URI': channel.resourceUri,
    'X-Goog-Resource-State': state,
    'X-Goog-Message-Number': String(channel.messages),
  };
}
