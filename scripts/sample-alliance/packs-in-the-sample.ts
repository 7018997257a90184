import { behaviourAndAttendancePart } from './behaviour-and-attendance/part.ts';
import type { SamplePart } from './sample-part.ts';
import { statutoryPoliciesPart } from './statutory-policies/part.ts';
import { workingProtocolsPart } from './working-protocols/part.ts';

/** A new pack goes last: each draws a school's numbers where the one before it stopped. */
export const packsInTheSample: readonly SamplePart[] = [
  workingProtocolsPart,
  behaviourAndAttendancePart,
  statutoryPoliciesPart,
];
