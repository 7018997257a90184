import { html } from 'hono/html';
import { longDate, shortened } from '../../../sheets-schema/wording.ts';
import type { KeptAnswer } from '../../history/records.ts';
import { answersTo } from '../../workbooks/answers-of-schools.ts';
import type { Html } from './page.ts';

export const LONGEST_REPLY = 1000;

/** What somebody wrote beside a finding: the words, since when, and to what. */
export function answerGiven({
  reply,
  accepted,
  since,
  ...finding
}: Omit<KeptAnswer, 'fingerprint' | 'severity'>): Html {
  const said = accepted ? 'Accepted' : 'Replied';
  return html`<p class="message">“<bdi>${shortened(reply, LONGEST_REPLY)}</bdi>”</p>
<p>${said}${since === null ? '' : ` (since ${longDate(since)})`}: ${answersTo(finding)}</p>`;
}
