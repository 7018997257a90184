import type { Issue } from '../protocols/define-issue.ts';
import { allDeclared } from '../workbooks/kinds.ts';

/** Every document that can be issued, in the order in which several are made. */
export const allDocuments: readonly Issue[] = allDeclared.documents;

/** What people type for a document: its id, or the end of it where no other document ends so. */
export function documentTyped(typed: string): Issue | null {
  return allDocuments.find((issue) => issue.choice.value === typed || shortName(issue) === typed) ?? null;
}

/** The shortest name that says which document is meant. */
export function shortName({ choice: { value } }: Issue): string {
  const short = value.slice(value.indexOf('/') + 1);
  const others = allDocuments.filter(({ choice }) => choice.value !== value);
  return others.every(({ choice }) => !choice.value.endsWith(`/${short}`)) ? short : value;
}
