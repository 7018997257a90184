import { documentFonts } from '../../functions/document-fonts.ts';
import { allDeclared } from '../../functions/workbooks/kinds.ts';
import {
  type DocumentMeta,
  type DocumentTemplate,
  renderDocument,
  renderLetter,
} from '../../templates/kit/document.ts';
import { letterToTheOffice } from '../../templates/letter-to-the-office.document.ts';

export const fonts = documentFonts();

export const exampleMeta: DocumentMeta = {
  fonts,
  number: 'ASA-2026-0014',
  issuedOn: '2026-02-16',
  asOf: '2026-02-13',
  alliance: 'Alderfold Schools Alliance',
  address: '12 Wharf Road, Alderfold AF1 2QZ',
  academicYear: '2025/26',
  checkpoint: '7be02d94f5568e1c0b7f3429d8a6e0c1d2b3a4f593f9a2c1b7d5e80469c11aa7',
  snapshotHash: '3f9a2c1b7d5e80469c11aa73be02d94f5568e1c0b7f3429d8a6e0c1d2b3a4f59',
  keyId: '9c41d07be2a85f36',
  replaces: null,
  otherSnapshots: [],
};

/** A template with its data made uniform, so that tests can go through all of them. */
export interface ExampleDocument {
  readonly id: string;
  /** Renders the example, or the example as `change` makes it. */
  render(change?: (value: unknown) => unknown, meta?: DocumentMeta): Promise<Uint8Array>;
}

/** What a report that adds schools up was made from. */
const otherSnapshots = ['b0', '07', '5e', 'c4'].map((digits, at) => ({
  of: 'school' as const,
  academicYear: at < 2 ? '2025/26' : '2024/25',
  hash: digits.repeat(32),
}));

function exampleOf<Data>(template: DocumentTemplate<Data>): ExampleDocument {
  const usual = template.audience === 'outside' ? { ...exampleMeta, otherSnapshots } : exampleMeta;
  return {
    id: template.id,
    render: (change = (value) => value, meta = usual) =>
      renderDocument(template, change(template.example) as Data, meta),
  };
}

/** A letter takes of the meta what it knows: it has no number and no snapshot. */
export const exampleLetter: ExampleDocument = {
  id: letterToTheOffice.id,
  render(change = (value) => value, { fonts, issuedOn, alliance, address, academicYear } = exampleMeta) {
    const data = change(letterToTheOffice.example) as typeof letterToTheOffice.example;
    return renderLetter(letterToTheOffice, data, {
      fonts,
      issuedOn,
      alliance,
      ...(address === undefined ? {} : { address }),
      academicYear,
    });
  },
};

const templates = await Promise.all(allDeclared.documents.map((issue) => issue.template()));
export const exampleDocuments: readonly ExampleDocument[] = templates.map(exampleOf);
