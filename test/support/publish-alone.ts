import { type PublishPorts, type PublishRequest, publish } from '../../functions/documents/publish.ts';
import { inOneRun } from '../../functions/documents/run-of-documents.ts';
import type { Issue } from '../../functions/protocols/define-issue.ts';

/** A run in which one document is asked for, about noon of the day it is issued on. */
export function publishAlone(issue: Issue, request: PublishRequest, ports: PublishPorts) {
  return inOneRun(request.startYear, ports, noonOf(request.issuedOn), (run) => publish(issue, request, ports, run));
}

/** A moment of a day, as a run is given one. */
export function noonOf(day: string) {
  return { at: `${day}T12:00:00.000Z`, asOf: day };
}
