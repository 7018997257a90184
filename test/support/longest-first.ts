import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take most of a minute or more, the longest first. */
const LONG = [
  'journeys/people-and-others-at-work',
  'journeys/google-at-fault',
  'sync/killed',
  'scripts/damaged',
  'journeys/older-folder',
  'scripts/doctor',
  'dispatch/provide-alliance',
  'a-year/a-year',
  'scripts/where-keys-lie',
  'templates/documents',
  'scripts/lost-history',
];

/** Begins with the long files, so that none is left to run alone in the end; Vitest goes by their size where it has not run them yet. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = LONG.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
      return at === -1 ? LONG.length : at;
    };
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other));
  }
}
