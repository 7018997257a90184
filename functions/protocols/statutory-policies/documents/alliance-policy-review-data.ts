import { policies } from '../../../../sheets-schema/tabs/policies.tab.ts';
import type {
  AlliancePolicyReviewData,
  SchoolsFigures,
} from '../../../../templates/policy-review-report-alliance.document.ts';
import { inNameOrder } from '../../../figures/members.ts';
import { sum } from '../../../figures/sums.ts';
import type { MadeFrom } from '../../define-issue.ts';
import type { Situation } from '../../situation.ts';
import { type KnownRegister, keptRegister, type ReportedPolicy } from './kept-register.ts';
import { ENDED, figuresOf, isDueNext, lateIn, overdueIn, untilOf, yearlyInWords } from './review-figures.ts';

/** All schools' registers for the alliance's board. */
export function alliancePolicyReviewData(situation: Situation, made: MadeFrom): AlliancePolicyReviewData {
  const { asOf, year } = situation;
  const hasEnded = year.to < asOf;
  const on = hasEnded ? year.to : asOf;
  const all = inNameOrder(situation.members).map((school) => ({
    school: school.name,
    own: keptRegister(school, situation, made),
  }));
  const known = all.flatMap(({ school, own }) =>
    own.is === 'known' ? [{ school, own, figures: figuresOf(own) }] : [],
  );
  const total = (figure: (figures: SchoolsFigures) => number) => sum(known, ({ figures }) => figure(figures));
  return {
    coverage: { sent: known.length, schools: all.filter(({ own }) => own.is !== 'not asked').length },
    rows: all.map(({ school, own }) =>
      own.is === 'known'
        ? { school, figures: figuresOf(own), whyNothing: null }
        : { school, figures: null, whyNothing: own.inShort },
    ),
    totals: {
      documents: total(({ documents }) => documents),
      inTime: total(({ inTime }) => inTime),
      overdue: total(({ overdue }) => overdue),
      overdueByOneReading: total(({ overdueByOneReading }) => overdueByOneReading),
      allowed: total(({ allowed }) => allowed),
      notKnown: total(({ notKnown }) => notKnown),
      toMend: total(({ toMend }) => toMend),
      saidNotToApply: total(({ saidNotToApply }) => saidNotToApply),
      dueNext: total(({ dueNext }) => dueNext),
      toBePublished: total(({ toBePublished }) => toBePublished),
      pagesToMend: total(({ pagesToMend }) => pagesToMend),
      published: total(({ published }) => published),
    },
    until: untilOf(on),
    on,
    remark: hasEnded ? ENDED : null,
    overdue: known.flatMap(({ school, own }) =>
      overdueIn(own).map(({ title, latest, since }) => ({ school, document: title, dueOn: latest, since })),
    ),
    late: known.flatMap(({ school, own }) =>
      lateIn(own).map(({ title, dueOn, why }) => ({ school, document: title, dueOn, why })),
    ),
    oftenOverdue: byDocument(known, ({ standing }) => standing === 'overdue')
      .map(({ title, schools, known: of }) => ({ document: title, schools: schools.length, of }))
      .sort((one, other) => other.schools - one.schools),
    dueNext: byDocument(known, (one, own) => isDueNext(one, own))
      .map(({ title, schools }) => ({
        document: title,
        schools: schools.length,
        firstOn: schools.map(({ next }) => next!.dueOn).sort()[0]!,
      }))
      .sort((one, other) => one.firstOn.localeCompare(other.firstOn)),
    rowsToMend: known.flatMap(({ school, own }) => {
      const others = own.others.filter(({ standing }) => standing === 'to mend').length;
      const rows = figuresOf(own).toMend + others + own.rowsToMend;
      return rows === 0 ? [] : [{ school, rows }];
    }),
    yearly: yearlyInWords(situation),
  };
}

/** Documents of which this is so at a school or more, in the source's order, with how many schools' reviews of it are known. */
function byDocument(
  known: readonly { readonly own: KnownRegister }[],
  isSo: (one: ReportedPolicy, own: KnownRegister) => boolean,
) {
  return policies.flatMap(({ value, text: title }) => {
    const all = known.flatMap(({ own }) =>
      own.held.filter(({ policy }) => policy === value).map((one) => ({ one, isSo: isSo(one, own) })),
    );
    const schools = all.filter((each) => each.isSo).map(({ one }) => one);
    return schools.length === 0 ? [] : [{ title, schools, known: all.filter(({ one }) => one.next !== null).length }];
  });
}
