import { period as periodCell, pupilGroup, type pupilGroups } from '../../../../sheets-schema/tabs/pupil-groups.ts';
import type { Term } from '../../../figures/school-calendar.ts';

export type Group = (typeof pupilGroups)[number]['value'];

const noContext = { academicYear: 2000, schools: null };

/** A row of totals as its owner finds it: "Autumn, SEN support". */
export function inOrder(period: Term | 'year', group: Group): string {
  return `${periodCell.show(period, noContext)}, ${groupInWords(group)}`;
}

function groupInWords(group: Group): string {
  return pupilGroup.show(group, noContext);
}
