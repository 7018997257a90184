import { describe, expect, it } from 'vitest';
import { type Computer, inTwoSentences, saferPlace, whyUnsafe } from '../../../functions/edges/local/unsafe-place.ts';

const HOME = '/home/alex';

/** A computer on which these folders are there, and nothing is kept in step. */
function computer({
  there = [HOME, `${HOME}/Documents`],
  ...told
}: Partial<Computer> & { there?: string[] } = {}): Computer {
  return {
    home: HOME,
    isThere: (path) => there.includes(path),
    leadsTo: (path) => path,
    mounts: () => '',
    ...told,
  };
}

const kindOf = (folder: string, on = computer()) =>
  /^\S.* is (?:in|on) (.+?): /.exec(whyUnsafe(folder, 'choose', on)?.why ?? '')?.[1];

describe('a folder in which no history should be kept', () => {
  it.each([
    ['/home/alex/OneDrive/my-alliance', 'OneDrive'],
    ['C:\\Users\\alex\\OneDrive - Elm Park School\\Desktop\\Concordat\\my-alliance', 'OneDrive'],
    ['/Users/alex/Library/CloudStorage/OneDrive-ElmParkSchool/my-alliance', 'OneDrive'],
    ['/Users/alex/Library/CloudStorage/OneDrive-SharedLibraries-ElmPark/my-alliance', 'OneDrive'],
    ['/Users/alex/Library/CloudStorage/Egnyte-Elm/my-alliance', 'a folder that is kept in step with other computers'],
    ['/home/alex/Dropbox/my-alliance', 'Dropbox'],
    ['/home/alex/Dropbox (Elm Park)/my-alliance', 'Dropbox'],
    ['/Users/alex/Library/Mobile Documents/com~apple~CloudDocs/my-alliance', 'iCloud'],
    ['C:\\Users\\alex\\iCloudDrive\\my-alliance', 'iCloud'],
    ['G:\\My Drive\\my-alliance', 'Google Drive'],
    ['G:\\Shared drives\\Elm Park\\my-alliance', 'Google Drive'],
    ['/Users/alex/Google Drive/my-alliance', 'Google Drive'],
    ['/home/alex/Nextcloud/my-alliance', 'Nextcloud'],
    ['\\\\server\\staff\\my-alliance', 'a network drive'],
    ['//server/staff/my-alliance', 'a network drive'],
  ])('%s is in %s, by its path', (folder, kind) => expect(kindOf(folder)).toBe(kind));

  it.each([
    ['.849C9593-D756-4E56-8D6E-42412F2A707B', 'a library of OneDrive or SharePoint'],
    ['.dropbox.cache', 'Dropbox'],
    ['.tmp.driveupload', 'Google Drive'],
    ['.stfolder', 'Syncthing'],
  ])('with %s on the way to it is in %s', (mark, kind) => {
    const on = computer({ there: [HOME, `${HOME}/Elm Park/Staff`, `${HOME}/Elm Park/${mark}`] });
    expect(kindOf(`${HOME}/Elm Park/Staff/my-alliance`, on)).toBe(kind);
    expect(kindOf(`${HOME}/Elm/my-alliance`, on)).toBeUndefined();
  });

  it('is what a link or the letter of a drive leads to, also where the folder itself is not made yet', () => {
    const there = [`${HOME}/work`];
    const linked = (to: string) => computer({ there, leadsTo: (path) => path.replace(`${HOME}/work`, to) });
    expect(kindOf(`${HOME}/work/deep/my-alliance`, linked(`${HOME}/OneDrive - Elm`))).toBe('OneDrive');
    expect(kindOf(`${HOME}/work/my-alliance`, linked('\\\\server\\staff'))).toBe('a network drive');
    expect(kindOf(`${HOME}/work/my-alliance`, linked('/data'))).toBeUndefined();
  });

  it('is on what Linux mounts from a network, and not on what it mounts beneath that', () => {
    const mounts = () =>
      [
        '/dev/sda1 / ext4 rw 0 0',
        'server:/staff /srv/staff\\040files nfs4 rw 0 0',
        '//server/x /mnt/x cifs rw 0 0',
        'tmpfs /mnt/x/local tmpfs rw 0 0',
        'alex@server: /mnt/ssh fuse.sshfs rw 0 0',
        '/dev/sdb1 /mnt/stick fuseblk rw 0 0',
      ].join('\n');
    const on = computer({ mounts });
    for (const folder of ['/srv/staff files/my-alliance', '/mnt/x/my-alliance', '/mnt/ssh/a'])
      expect(kindOf(folder, on)).toBe('a network drive');
    for (const folder of ['/mnt/x/local/a', '/mnt/stick/a', '/mnt/xy/a', '/srv/a', `${HOME}/a`])
      expect(kindOf(folder, on)).toBeUndefined();
  });
});

describe('what is said of it', () => {
  it('is why, and where else, in two sentences', () => {
    const says = inTwoSentences(whyUnsafe(`${HOME}/OneDrive/my-alliance`, 'choose', computer()));
    expect(says).toBe(
      `${HOME}/OneDrive/my-alliance is in OneDrive: the history is copied from there while it is written, which can damage it, to everybody who has that folder. ` +
        `Choose a folder on this computer’s own disk, such as ${HOME}/Documents/my-alliance; of what is in it, share the folders in Schools alone.`,
    );
    expect(inTwoSentences(whyUnsafe('//server/staff/my-alliance', 'move', computer()))).toBe(
      '//server/staff/my-alliance is on a network drive: the history can be damaged there while it is written, and whoever reaches the drive can change it. ' +
        `Stop Concordat and move the folder to this computer’s own disk, such as ${HOME}/Documents/my-alliance; of what is in it, share the folders in Schools alone.`,
    );
  });

  it('names no place that is no safer, and nothing where all is well', () => {
    const there = [HOME, `${HOME}/Documents`];
    const inStep = computer({ there: [...there, `${HOME}/Documents/.dropbox.cache`] });
    expect(saferPlace('x/my-alliance', inStep)).toBe(`${HOME}/my-alliance`);
    expect(saferPlace('x/my-alliance', computer({ there: [...there, `${HOME}/.dropbox.cache`] }))).toBeNull();
    expect(saferPlace('x/my-alliance', computer({ there: [] }))).toBeNull();
    for (const folder of [`${HOME}/my-alliance`, '/data/My Drives/a', '/data/one drive/a', '/data/dropboxes/a'])
      expect(whyUnsafe(folder, 'choose', computer())).toBeNull();
  });
});
