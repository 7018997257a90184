import type { Issue } from '../protocols/define-issue.ts';
import { allDeclared } from '../workbooks/kinds.ts';

/** What people type for a document: its id, or the end of it where no other document ends so, or its name as *Documents* offers it. */
export function documentTyped(typed: string, documents: readonly Issue[] = allDeclared.documents): Issue | null {
  const isMeant = (issue: Issue) =>
    issue.choice.value === typed ||
    shortName(issue, documents) === typed ||
    issue.choice.text.toLowerCase() === typed.trim().toLowerCase();
  return documents.find(isMeant) ?? null;
}

/** The shortest name that says which document is meant. */
export function shortName({ choice: { value } }: Issue, documents: readonly Issue[] = allDeclared.documents): string {
  const short = value.slice(value.indexOf('/') + 1);
  const others = documents.filter(({ choice }) => choice.value !== value);
  return others.every(({ choice }) => !choice.value.endsWith(`/${short}`)) ? short : value;
}
