import { type ChangeFeed, EdgeError } from '../ports.ts';
import type { Google } from './google-clients.ts';

/** A channel through which Google gives notice of changes, as stopping it asks for it. */
export interface Channel {
  readonly id: string;
  readonly resourceId: string;
}

export interface WatchedFeed extends ChangeFeed {
  /**
   * Asks for notices, posted to an address until a moment: UTC with milliseconds, at most seven days ahead.
   * @param id new for each channel; two may overlap.
   * @param token comes with each notice and shows that it is Google's.
   */
  watch(channel: { id: string; address: string; token: string; until: string }): Promise<Channel>;
  /** When what has changed since a mark and was not read yet did first, UTC; null where nothing has. */
  waitingSince(mark: string): Promise<string | null>;
  /** A channel that has ended already may be closed again. */
  stop(channel: Channel): Promise<void>;
}

const MOST_PAGES = 1000;

/** What changes on a shared drive, files that were removed or put in the bin too; a place is a file's id. */
export function changeFeed(google: Google, driveId: string): WatchedFeed {
  const onDrive = { driveId, supportsAllDrives: true } as const;

  async function start(): Promise<string> {
    const { changes } = await google.drive();
    const answer = await google.ask('feed', 'always', (options) => changes.getStartPageToken(onDrive, options));
    return answer.startPageToken!;
  }

  return {
    start,
    async since(mark) {
      const { changes } = await google.drive();
      const fields = 'nextPageToken,newStartPageToken,changes(changeType,fileId)';
      const places = new Set<string>();
      let pageToken = mark;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const request = { ...onDrive, pageToken, pageSize: 1000, includeItemsFromAllDrives: true, fields };
        const answer = await google.ask('feed', 'always', (options) => changes.list(request, options));
        for (const { changeType, fileId } of answer.changes ?? []) {
          if (changeType !== 'drive' && fileId) places.add(fileId);
        }
        if (answer.newStartPageToken) return { places: [...places], next: answer.newStartPageToken };
        if (!answer.nextPageToken) break;
        pageToken = answer.nextPageToken;
      }
      throw new EdgeError('feed-lost', 'Google’s list of changes does not end. Every workbook is looked at.');
    },
    async watch({ id, address, token, until }) {
      const { changes } = await google.drive();
      const pageToken = await start();
      const requestBody = { id, type: 'web_hook', address, token, expiration: String(Date.parse(until)) };
      // A second channel of the same id would be refused.
      const channel = await google.ask('drive', 'if-undone', (options) =>
        changes.watch({ ...onDrive, includeItemsFromAllDrives: true, pageToken, requestBody }, options),
      );
      return { id, resourceId: channel.resourceId! };
    },
    async waitingSince(mark) {
      const { changes } = await google.drive();
      const request = { ...onDrive, pageToken: mark, pageSize: 1, includeItemsFromAllDrives: true };
      const answer = await google.ask('feed', 'always', (options) =>
        changes.list({ ...request, fields: 'changes(time)' }, options),
      );
      return answer.changes?.[0]?.time ?? null;
    },
    async stop({ id, resourceId }) {
      const { channels } = await google.drive();
      try {
        await google.ask('drive', 'always', (options) => channels.stop({ requestBody: { id, resourceId } }, options));
      } catch (error) {
        if (!(error instanceof EdgeError && error.code === 'not-found')) throw error;
      }
    },
  };
}
