import type { DocumentId } from '../../sheets-schema/tabs/documents.tab.ts';
import { annualReport } from '../protocols/behaviour-and-attendance/documents/annual-report.issue.ts';
import type { Issue } from '../protocols/define-issue.ts';
import { agreement } from '../protocols/working-protocols/documents/agreement.issue.ts';
import { contributionStatement } from '../protocols/working-protocols/documents/contribution-statement.issue.ts';
import { treasurersStatement } from '../protocols/working-protocols/documents/treasurers-statement.issue.ts';

/** Every document that can be issued, a line each, in the order in which several are made. */
export const issues = {
  [agreement.choice.value]: agreement,
  [contributionStatement.choice.value]: contributionStatement,
  [treasurersStatement.choice.value]: treasurersStatement,
  [annualReport.choice.value]: annualReport,
} satisfies Readonly<Record<DocumentId, Issue>>;

export const allDocuments = Object.keys(issues) as readonly DocumentId[];

/** What people type for a document: its id, or the end of it where no other document ends so. */
export function documentTyped(typed: string): DocumentId | null {
  return allDocuments.find((id) => id === typed || shortName(id) === typed) ?? null;
}

/** The shortest name that says which document is meant. */
export function shortName(id: DocumentId): string {
  const short = id.slice(id.indexOf('/') + 1);
  return allDocuments.every((other) => other === id || !other.endsWith(`/${short}`)) ? short : id;
}
