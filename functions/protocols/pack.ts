import type { SettingKey } from '../../sheets-schema/settings.ts';
import type { Rule } from './rule.ts';

/**
 * How a clause is kept: checked from rows, answered by the head in the yearly statement (`how` names evidence that may later
 * stand beside the answer), informational, or not yet built (`how` says what will check it).
 */
export type Keeping =
  | { readonly kept: 'checked'; readonly rules: readonly Rule[] }
  | { readonly kept: 'answered yearly'; readonly how: string | null }
  | { readonly kept: 'informational' | 'not yet built'; readonly how: string };

export interface Clause {
  readonly number: number;
  /** In our words; the alliance's own adopted wording is what an agreement prints where there is one. */
  readonly paraphrase: string;
  readonly keeping: Keeping;
}

export interface Chapter {
  readonly title: string;
  readonly clauses: readonly Clause[];
}

/** A source of promises, read in the source's own order. */
export interface Pack {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly chapters: readonly Chapter[];
  /** The setting, yes or no, by which an alliance adopts it. */
  readonly adoptedBy: SettingKey;
  /** Before the number when a clause is cited: "working protocols 21". */
  readonly citedAs: string;
  /** Sees to it that the clauses kept by an answer are answered. */
  readonly statementRule: Rule | null;
}

export function clause(number: number, paraphrase: string, keeping: Keeping): Clause {
  return { number, paraphrase, keeping };
}

export function checked(...rules: readonly Rule[]): Keeping {
  return { kept: 'checked', rules };
}

/** `evidence` names rows that could stand beside the head's answer once the alliance keeps them. */
export function answered(evidence: string | null = null): Keeping {
  return { kept: 'answered yearly', how: evidence };
}

export function informational(how: string): Keeping {
  return { kept: 'informational', how };
}

export function notYetBuilt(how: string): Keeping {
  return { kept: 'not yet built', how };
}

export function clausesOf(pack: Pick<Pack, 'chapters'>): Clause[] {
  return pack.chapters.flatMap((chapter) => chapter.clauses);
}

/** The rules that speak for a clause. */
export function rulesFor(pack: Pack, { keeping }: Clause): readonly Rule[] {
  if (keeping.kept === 'checked') return keeping.rules;
  return keeping.kept === 'answered yearly' && pack.statementRule ? [pack.statementRule] : [];
}
