/** What npm's lock says of one package; there is more in it, which goes along as it is. */
interface Locked {
  readonly version?: string;
  readonly dependencies?: Names;
  readonly optionalDependencies?: Names;
  readonly peerDependencies?: Names;
}
type Names = Readonly<Record<string, string>>;

/** A package-lock.json: the packages by where they are installed, as in `node_modules/a/node_modules/b`. */
export interface Lock {
  readonly lockfileVersion: number;
  readonly packages: Readonly<Record<string, Locked>>;
}

interface Deployed {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly engines: Names;
  readonly dependencies: Names;
}

/** The part of a lock that a package.json needs: each package it leads to, in the same version and the same place. */
export function lockFor({ name, version, license, engines, dependencies }: Deployed, ours: Lock) {
  const found = new Map<string, Locked>();
  const take = (path: string, { dependencies, optionalDependencies, peerDependencies }: Locked) => {
    for (const wanted of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
      const at = placeOf(wanted, path, ours);
      // What is optional need not be there.
      if (at === null || found.has(at)) continue;
      found.set(at, ours.packages[at]!);
      take(at, ours.packages[at]!);
    }
  };
  take('', { dependencies });
  const packages = { '': { name, version, license, dependencies, engines } };
  const byPlace = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    name,
    version,
    lockfileVersion: ours.lockfileVersion,
    requires: true,
    packages: { ...packages, ...Object.fromEntries(byPlace) },
  };
}

/** Where Node finds a package from within another: beside it, or in a folder further out. */
function placeOf(wanted: string, path: string, { packages }: Lock): string | null {
  for (let from = path; ; from = from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/')))) {
    const at = `${from === '' ? '' : `${from}/`}node_modules/${wanted}`;
    if (packages[at] !== undefined) return at;
    if (from === '') return null;
  }
}
