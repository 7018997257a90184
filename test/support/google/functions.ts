import type { Route } from './routes.ts';

/** A function of Cloud Functions, version 2, as far as Concordat looks at it. */
export interface FunctionThere {
  serviceAccountEmail: string;
  ingressSettings: 'ALLOW_ALL' | 'ALLOW_INTERNAL_ONLY';
  environmentVariables: Record<string, string>;
  secretEnvironmentVariables: { key: string; secret: string }[];
}

/** The one part of Cloud Functions that Concordat calls: the list of those that are deployed, by their short names. */
export function functionRoutes(functions: ReadonlyMap<string, FunctionThere>): Route[] {
  return [
    {
      id: 'cloudfunctions.projects.locations.functions.list',
      verb: 'GET',
      path: /^\/v2\/(?<parent>projects\/[^/]+\/locations\/[^/]+)\/functions$/,
      handle({ path }) {
        const list = [...functions].map(([name, serviceConfig]) => ({
          name: `${path['parent']}/functions/${name}`,
          environment: 'GEN_2',
          state: 'ACTIVE',
          serviceConfig,
        }));
        return { body: list.length === 0 ? {} : { functions: list } };
      },
    },
  ];
}
