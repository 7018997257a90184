import { counted, longDate, shortened } from '../../../../sheets-schema/wording.ts';
import { answersOfSchools, answersTo } from '../../answers-of-schools.ts';
import type { AsChecked } from '../../define-workbook.ts';
import { BESIDE_SECOND, beside, headed, type Line, text } from './layout.ts';

const MOST_SHOWN = 12;
const LONGEST_REPLY = 240;
const LONGEST_FINDING = 160;

/** What schools wrote beside findings, the newest first; in a workbook that tells of all schools. */
export function whatSchoolsAnswered({ situation, ofSchools }: AsChecked): readonly Line[] {
  const answers = answersOfSchools(situation.members, ofSchools);
  const lines = answers.slice(0, MOST_SHOWN).flatMap(({ school, reply, accepted, since, ...finding }) => {
    const lead = [text(school, 'label'), accepted ? text('accepted', 'good') : text('replied', 'words')];
    const day = since === null ? '' : `${longDate(since)}. `;
    return beside(
      lead,
      `${day}“${shortened(reply, LONGEST_REPLY)}” To: ${shortened(answersTo(finding), LONGEST_FINDING)}`,
      BESIDE_SECOND,
    );
  });
  const left = answers.length - MOST_SHOWN;
  const more: Line[] = left > 0 ? [[text(`And ${counted(left, 'more', 'more')}.`, 'words')]] : [];
  return headed('What schools answered', [...lines, ...more]);
}
