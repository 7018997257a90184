/** What a PDF says about itself. */
export interface DocumentInformation {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  readonly producer: string;
  /** A language tag such as en-GB. */
  readonly language: string;
  readonly date: Date;
}

const escapeXml = (text: string) =>
  Array.from(text, (character) => (/[<>&"']/.test(character) ? `&#${character.codePointAt(0)};` : character))
    .filter((character) => character >= ' ')
    .join('');

const description = (prefix: string, namespace: string, body: string) =>
  `<rdf:Description rdf:about="" xmlns:${prefix}="${namespace}">${body}</rdf:Description>`;

const defaultText = (text: string) => `<rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(text)}</rdf:li></rdf:Alt>`;

/** PDF/A (ISO 19005-3, 6.6.2.3) wants every schema it does not define itself declared, so PDF/UA's is. */
const universalAccessSchema = [
  '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"',
  ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">',
  '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">',
  '<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>',
  '<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>',
  '<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>',
  '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">',
  '<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>',
  '<pdfaProperty:category>internal</pdfaProperty:category>',
  '<pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description>',
  '</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>',
].join('');

/** The XMP packet of a file that keeps PDF/UA-1 and PDF/A-3a. */
export function writeXmp(information: DocumentInformation): string {
  const { title, author, subject, producer, language } = information;
  const date = information.date.toISOString().replace(/\.\d+Z/, 'Z');
  return [
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    description(
      'dc',
      'http://purl.org/dc/elements/1.1/',
      `<dc:format>application/pdf</dc:format><dc:title>${defaultText(title)}</dc:title>` +
        `<dc:creator><rdf:Seq><rdf:li>${escapeXml(author)}</rdf:li></rdf:Seq></dc:creator>` +
        `<dc:description>${defaultText(subject)}</dc:description>` +
        `<dc:language><rdf:Bag><rdf:li>${language}</rdf:li></rdf:Bag></dc:language>`,
    ),
    description(
      'xmp',
      'http://ns.adobe.com/xap/1.0/',
      `<xmp:CreatorTool>${escapeXml(producer)}</xmp:CreatorTool>` +
        `<xmp:CreateDate>${date}</xmp:CreateDate><xmp:ModifyDate>${date}</xmp:ModifyDate>`,
    ),
    description('pdf', 'http://ns.adobe.com/pdf/1.3/', `<pdf:Producer>${escapeXml(producer)}</pdf:Producer>`),
    description(
      'pdfaid',
      'http://www.aiim.org/pdfa/ns/id/',
      '<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>',
    ),
    description('pdfuaid', 'http://www.aiim.org/pdfua/ns/id/', '<pdfuaid:part>1</pdfuaid:part>'),
    universalAccessSchema,
    '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>',
  ].join('');
}
