import { GoogleRefusal } from './google-refusal.ts';
import type { Route } from './routes.ts';

/** The one part of Secret Manager, version 1, that Concordat calls: the newest version of a secret, by its short name. */
export function secretRoutes(secrets: ReadonlyMap<string, string>): Route[] {
  return [
    {
      id: 'secretmanager.projects.secrets.versions.access',
      verb: 'GET',
      path: /^\/v1\/projects\/(?<project>[^/]+)\/secrets\/(?<secret>[^/]+)\/versions\/latest:access$/,
      handle({ path }) {
        const name = `projects/${path['project']}/secrets/${path['secret']}/versions/1`;
        const value = secrets.get(path['secret'] ?? '');
        if (value === undefined) throw new GoogleRefusal(404, `Secret [${name}] not found.`, 'notFound');
        return { body: { name, payload: { data: Buffer.from(value).toString('base64') } } };
      },
    },
  ];
}
