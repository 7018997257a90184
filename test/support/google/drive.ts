import type { drive_v3 } from '@googleapis/drive';
import { meaningOf } from './drive-query.ts';
import {
  type Files,
  FOLDER,
  fileAnswer,
  type Grant,
  grantAnswer,
  permissionId,
  type Role,
  SPREADSHEET,
  type StoredFile,
  userAnswer,
} from './files.ts';
import { GoogleRefusal, invalid, needed, notLearnt } from './google-refusal.ts';
import type { Answer, Call, Route } from './routes.ts';

const SHORT_FILE = 'kind,id,name,mimeType,driveId';
/** The fields of an answer where none were asked for. */
const DEFAULT_FIELDS: Readonly<Record<string, string>> = {
  'drive.files.get': SHORT_FILE,
  'drive.files.create': SHORT_FILE,
  'drive.files.update': SHORT_FILE,
  'drive.files.list': `kind,nextPageToken,incompleteSearch,files(${SHORT_FILE})`,
  'drive.changes.list': `kind,nextPageToken,newStartPageToken,changes(kind,changeType,time,removed,fileId,driveId,file(${SHORT_FILE}))`,
  'drive.permissions.create': 'kind,id,type,role',
  'drive.permissions.update': 'kind,id,type,role',
  'drive.permissions.list': 'kind,nextPageToken,permissions(kind,id,type,role)',
  'drive.drives.get': 'kind,id,name',
};

export const defaultFields = (id: string): string | null => DEFAULT_FIELDS[id] ?? null;

const NO_STORAGE =
  'Service Accounts do not have storage quota. Leverage shared drives (https://developers.google.com/workspace/drive/api/guides/about-shareddrives), or use OAuth delegation (http://support.google.com/a/answer/7281227) instead.';

/** The parts of the Drive API, version 3, that Concordat calls, as the service account `email` gets them. */
export function driveRoutes(files: Files, email: string): Route[] {
  const file = '/drive/v3/files/(?<fileId>[^/]+)';
  const upload = '/upload/drive/v3/files';
  return [
    { id: 'drive.about.get', verb: 'GET', path: /^\/drive\/v3\/about$/, handle: about },
    { id: 'drive.drives.get', verb: 'GET', path: /^\/drive\/v3\/drives\/(?<driveId>[^/]+)$/, handle: drive },
    { id: 'drive.files.list', verb: 'GET', path: /^\/drive\/v3\/files$/, handle: list },
    { id: 'drive.files.create', verb: 'POST', path: /^\/drive\/v3\/files$/, handle: create },
    { id: 'drive.files.create', verb: 'POST', path: new RegExp(`^${upload}$`), handle: create },
    { id: 'drive.files.get', verb: 'GET', path: new RegExp(`^${file}$`), handle: get },
    { id: 'drive.files.update', verb: 'PATCH', path: new RegExp(`^${file}$`), handle: update },
    { id: 'drive.files.update', verb: 'PATCH', path: new RegExp(`^${upload}/(?<fileId>[^/]+)$`), handle: update },
    { id: 'drive.permissions.list', verb: 'GET', path: new RegExp(`^${file}/permissions$`), handle: listGrants },
    { id: 'drive.permissions.create', verb: 'POST', path: new RegExp(`^${file}/permissions$`), handle: addGrant },
    {
      id: 'drive.permissions.update',
      verb: 'PATCH',
      path: new RegExp(`^${file}/permissions/(?<permissionId>[^/]+)$`),
      handle: changeGrant,
    },
    {
      id: 'drive.permissions.delete',
      verb: 'DELETE',
      path: new RegExp(`^${file}/permissions/(?<permissionId>[^/]+)$`),
      handle: removeGrant,
    },
  ];

  function about({ query }: Call): Answer {
    needed(query.get('fields'), 'fields');
    const storageQuota = { limit: '0', usage: '0', usageInDrive: '0', usageInDriveTrash: '0' };
    return { body: { kind: 'drive#about', user: userAnswer(email, email), storageQuota } };
  }

  function drive({ path }: Call): Answer {
    const id = path['driveId'] ?? '';
    const found = files.drive(id);
    if (!found?.grants.some(({ emailAddress }) => emailAddress === email)) {
      throw new GoogleRefusal(404, `Shared drive not found: ${id}`, 'notFound', { location: 'driveId' });
    }
    const canAddChildren = found.grants.some(
      ({ emailAddress, role }) => emailAddress === email && role !== 'reader' && role !== 'commenter',
    );
    const { name, restrictions } = found;
    return { body: { kind: 'drive#drive', id, name, capabilities: { canAddChildren }, restrictions } };
  }

  function fileFor(role: Role, { path, query }: Call): StoredFile {
    const id = path['fileId'] ?? '';
    const found = files.find(id);
    if (!found || files.roleOf(email, found) === null || (found.driveId && query.get('supportsAllDrives') !== 'true')) {
      throw fileNotFound(id);
    }
    if (files.allows(email, found, role)) return found;
    const message = 'The user does not have sufficient permissions for this file.';
    throw new GoogleRefusal(403, message, 'insufficientFilePermissions');
  }

  function get(call: Call): Answer {
    const found = fileFor('reader', call);
    if (call.query.get('alt') !== 'media') return { body: fileAnswer(files, found, email) };
    if (found.content) return { body: found.content };
    const message = 'Only files with binary content can be downloaded. Use Export with Docs Editors files.';
    throw new GoogleRefusal(403, message, 'fileNotDownloadable', { location: 'alt' });
  }

  function create({ query, body, media }: Call): Answer {
    const given = (body ?? {}) as drive_v3.Schema$File;
    const parents = given.parents ?? [];
    if (parents.length > 1) throw new GoogleRefusal(400, 'A file can have only one parent.', 'invalid');
    const [parentId] = parents;
    const parent = parentId === undefined ? null : folderFor(parentId, query);
    if (!parent?.driveId) throw new GoogleRefusal(403, NO_STORAGE, 'storageQuotaExceeded');
    const mimeType = given.mimeType ?? media?.type ?? 'application/octet-stream';
    if (media && [FOLDER, SPREADSHEET].includes(mimeType)) throw notLearnt('conversion of uploads');
    const made = files.add(
      {
        name: given.name ?? 'Untitled',
        mimeType,
        parents,
        driveId: parent.driveId,
        owner: null,
        appProperties: appPropertiesOf({}, given),
        description: given.description ?? null,
        content: media?.bytes ?? ([FOLDER, SPREADSHEET].includes(mimeType) ? null : new Uint8Array()),
      },
      email,
    );
    return { body: fileAnswer(files, made, email) };
  }

  function folderFor(id: string, query: URLSearchParams): { readonly driveId: string | null } {
    const drive = files.drive(id);
    const isReachable = query.get('supportsAllDrives') === 'true';
    if (drive) {
      const mine = drive.grants.find(({ emailAddress }) => emailAddress === email);
      if (!isReachable || !mine) throw fileNotFound(id);
      if (mine.role !== 'reader' && mine.role !== 'commenter') return { driveId: id };
    } else {
      const folder = files.find(id);
      if (!folder || files.roleOf(email, folder) === null || (folder.driveId && !isReachable)) throw fileNotFound(id);
      if (folder.mimeType !== FOLDER)
        throw new GoogleRefusal(403, 'The specified parent is not a folder.', 'parentNotAFolder');
      if (files.allows(email, folder, 'writer')) return folder;
    }
    throw new GoogleRefusal(403, 'Insufficient permissions for the specified parent.', 'insufficientParentPermissions');
  }

  function update(call: Call): Answer {
    const found = fileFor('writer', call);
    const given = (call.body ?? {}) as drive_v3.Schema$File;
    if (call.media && !found.content) throw notLearnt('uploads to a file without bytes');
    if (given.mimeType && given.mimeType !== found.mimeType) throw notLearnt('a change of a file’s type');
    const added = ids(call.query.get('addParents'));
    for (const id of added) {
      if (folderFor(id, call.query).driveId !== found.driveId) throw notLearnt('a move to another drive');
    }
    const dropped = ids(call.query.get('removeParents'));
    const parents = [...found.parents.filter((id) => !dropped.includes(id)), ...added];
    if (parents.length !== 1) throw new GoogleRefusal(403, 'A file must have exactly one parent.', 'cannotAddParent');
    files.change(found, email, {
      parents,
      name: given.name ?? found.name,
      description: given.description ?? found.description,
      trashed: given.trashed ?? found.trashed,
      appProperties: appPropertiesOf(found.appProperties, given),
      content: call.media?.bytes ?? found.content,
    });
    return { body: fileAnswer(files, found, email) };
  }

  function list({ query }: Call): Answer {
    const reaches = query.get('supportsAllDrives') === 'true' && query.get('includeItemsFromAllDrives') === 'true';
    const [corpora, driveId] = [query.get('corpora') ?? 'user', query.get('driveId')];
    if (!['user', 'drive', 'allDrives'].includes(corpora)) throw notLearnt(`the corpora ${corpora}`);
    if (driveId && !reaches) {
      const message = 'The includeItemsFromAllDrives parameter must be set to true when driveId is set.';
      throw new GoogleRefusal(400, message, 'invalid', { location: 'includeItemsFromAllDrives' });
    }
    if ((corpora === 'drive') !== (driveId !== null)) {
      const message = 'The driveId parameter must be specified if and only if corpora is set to drive.';
      throw new GoogleRefusal(403, message, 'teamDriveIdRequired', { location: 'driveId' });
    }
    if (corpora === 'allDrives' && !reaches) throw invalid('corpora');
    const isAsked = meaningOf(query.get('q') ?? '');
    const found = files.all().filter((file) => {
      if (files.roleOf(email, file) === null || (file.driveId && !reaches)) return false;
      return (!driveId || file.driveId === driveId) && isAsked(file);
    });
    const sorted = inOrder(found, query.get('orderBy'));
    const { page, nextPageToken } = pageOf(sorted, query);
    const answers = page.map((file) => fileAnswer(files, file, email));
    return { body: { kind: 'drive#fileList', incompleteSearch: false, files: answers, ...nextPageToken } };
  }

  function holderFor(role: Role, call: Call): { grants: readonly Grant[]; readonly file: StoredFile | null } {
    const drive = files.drive(call.path['fileId'] ?? '');
    if (!drive) {
      const file = fileFor(role, call);
      return { grants: file.grants, file };
    }
    const mine = drive.grants.find(({ emailAddress }) => emailAddress === email);
    if (!mine || call.query.get('supportsAllDrives') !== 'true') throw fileNotFound(drive.id);
    return { grants: drive.grants, file: null };
  }

  function setGrants(call: Call, grants: readonly Grant[]): void {
    const { file } = holderFor('writer', call);
    if (!file) throw notLearnt('a change of a shared drive’s members by the service account');
    files.share(file, grants);
  }

  function listGrants(call: Call): Answer {
    const { grants, file } = holderFor('writer', call);
    const own = grants.map((grant) => grantAnswer(grant));
    const above = file ? files.grantsOn(file).filter((grant) => !grants.includes(grant)) : [];
    const inherited = above.map((grant) => ({
      ...grantAnswer(grant),
      ...(file?.driveId
        ? { permissionDetails: [{ permissionType: 'member', role: grant.role, inherited: true }] }
        : {}),
    }));
    const { page, nextPageToken } = pageOf([...own, ...inherited], call.query);
    return { body: { kind: 'drive#permissionList', permissions: page, ...nextPageToken } };
  }

  function addGrant(call: Call): Answer {
    const asked = call.body as drive_v3.Schema$Permission;
    const [type, role] = [needed(asked.type, 'type'), needed(asked.role, 'role')] as [Grant['type'], Role];
    const emailAddress = type === 'user' || type === 'group' ? needed(asked.emailAddress, 'emailAddress') : undefined;
    if (role === 'owner') throw notLearnt('a transfer of ownership');
    const id = emailAddress ? permissionId(emailAddress) : type === 'anyone' ? 'anyoneWithLink' : permissionId(type);
    const grant: Grant = { id, type, role, ...(emailAddress ? { emailAddress } : {}) };
    const { grants } = holderFor('writer', call);
    setGrants(call, [...grants.filter((one) => one.id !== id), grant]);
    return { body: grantAnswer(grant) };
  }

  function grantFor(call: Call): { readonly grant: Grant; readonly others: readonly Grant[] } {
    const id = call.path['permissionId'] ?? '';
    const { grants } = holderFor('writer', call);
    const grant = grants.find((one) => one.id === id);
    if (!grant) throw new GoogleRefusal(404, `Permission not found: ${id}.`, 'notFound', { location: 'permissionId' });
    return { grant, others: grants.filter((one) => one !== grant) };
  }

  function changeGrant(call: Call): Answer {
    const { grant, others } = grantFor(call);
    const changed = { ...grant, role: needed((call.body as drive_v3.Schema$Permission).role, 'role') as Role };
    setGrants(call, [...others, changed]);
    return { body: grantAnswer(changed) };
  }

  function removeGrant(call: Call): Answer {
    setGrants(call, grantFor(call).others);
    return { status: 204 };
  }
}

function fileNotFound(id: string): GoogleRefusal {
  return new GoogleRefusal(404, `File not found: ${id}.`, 'notFound', { location: 'fileId' });
}

const ids = (list: string | null) => (list ? list.split(',') : []);

/** What is given is set, what is given as null goes, the rest stays. */
function appPropertiesOf(before: Readonly<Record<string, string>>, { appProperties }: drive_v3.Schema$File) {
  const given = (appProperties ?? {}) as Record<string, string | null>;
  const after = Object.entries({ ...before, ...given }).filter((entry): entry is [string, string] => entry[1] !== null);
  const tooLong = after.find(([key, value]) => Buffer.byteLength(key) + Buffer.byteLength(value) > 124);
  if (tooLong) throw new GoogleRefusal(403, 'The value of an app property is too long.', 'propertyValueTooLong');
  return Object.fromEntries(after);
}

function inOrder(found: StoredFile[], orderBy: string | null): StoredFile[] {
  const keys = (orderBy ?? '').split(',').filter((key) => key.trim() !== '');
  const orders = keys.map((key) => {
    const [name, direction] = key.trim().split(/\s+/);
    if (name !== 'name' && name !== 'createdTime' && name !== 'modifiedTime') throw notLearnt(`the order ${name}`);
    return { name, sign: direction === 'desc' ? -1 : 1 } as const;
  });
  return found.toSorted((one, other) => {
    for (const { name, sign } of orders) {
      if (one[name] !== other[name]) return one[name] < other[name] ? -sign : sign;
    }
    return 0;
  });
}

function pageOf<T>(items: readonly T[], query: URLSearchParams) {
  const size = Number(query.get('pageSize') ?? 100);
  if (!(size >= 1 && size <= 1000)) throw invalid('pageSize');
  const token = query.get('pageToken');
  const from = token === null ? 0 : Number(/^~page(\d+)$/.exec(token)?.[1] ?? Number.NaN);
  if (!Number.isInteger(from)) throw invalid('pageToken');
  const isMore = from + size < items.length;
  return {
    page: items.slice(from, from + size),
    nextPageToken: isMore ? { nextPageToken: `~page${from + size}` } : {},
  };
}
