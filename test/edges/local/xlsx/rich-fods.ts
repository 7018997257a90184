/**
 * A workbook as a school might have made it in LibreOffice, with our own sheets in it, as flat ODF: a chart, a picture, conditional
 * formats, a list to choose from, a comment, merged cells, formulas, a hidden row and column, names, a pivot table and a link.
 */
export function richFods(datesFrom: '1899-12-30' | '1904-01-01'): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document ${NAMESPACES} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
 <office:styles>
  <style:style style:name="Red" style:family="table-cell"><style:table-cell-properties fo:background-color="#ffc7ce"/></style:style>
 </office:styles>
 <office:automatic-styles>
  <number:date-style style:name="N1"><number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/></number:date-style>
  <style:style style:name="ceDate" style:family="table-cell" style:data-style-name="N1"/>
  <style:style style:name="ceBold" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style>
  <style:style style:name="roHidden" style:family="table-row"/>
 </office:automatic-styles>
 <office:body><office:spreadsheet>
  <table:calculation-settings><table:null-date table:date-value="${datesFrom}"/></table:calculation-settings>
  <table:content-validations>
   <table:content-validation table:name="val1" table:condition="of:cell-content-is-in-list(&quot;Training&quot;;&quot;Visit&quot;)" table:allow-empty-cell="true" table:base-cell-address="Budget.C2"><table:error-message table:message-type="warning" table:display="true"/></table:content-validation>
  </table:content-validations>
  ${ownTable('Start here', ['Elm Park High School'])}
  <table:table table:name="Budget">
   <table:shapes>
    <draw:frame draw:name="Picture" svg:width="1cm" svg:height="1cm" svg:x="14cm" svg:y="1cm"><draw:image><office:binary-data>${PICTURE}</office:binary-data></draw:image></draw:frame>
    <draw:frame draw:name="Chart" svg:width="8cm" svg:height="6cm" svg:x="14cm" svg:y="3cm"><draw:object draw:notify-on-update-of-ranges="Budget.A1:Budget.B5">${CHART}</draw:object></draw:frame>
   </table:shapes>
   <table:table-column table:number-columns-repeated="3"/><table:table-column table:visibility="collapse"/><table:table-column/>
   <table:table-row>${['Item', 'Cost', 'Kind', 'Hidden', 'Day'].map((heading) => text(heading, 'ceBold')).join('')}</table:table-row>
   ${[1, 2, 3, 4].map(budgetRow).join('')}
   <table:table-row><table:table-cell table:number-columns-spanned="2" office:value-type="string"><text:p>Merged</text:p></table:table-cell><table:covered-table-cell/><table:table-cell table:formula="of:=SUM([.B2:.B5])" office:value-type="float" office:value="100"><text:p>100</text:p></table:table-cell></table:table-row>
   <table:table-row table:visibility="collapse">${text('A hidden row')}</table:table-row>
   <table:table-row><table:table-cell office:value-type="string"><office:annotation><dc:creator>A N Other</dc:creator><text:p>A comment of theirs.</text:p></office:annotation><text:p><text:a xlink:href="https://example.org/">A link</text:a></text:p></table:table-cell></table:table-row>
   <calcext:conditional-formats><calcext:conditional-format calcext:target-range-address="Budget.B2:Budget.B5"><calcext:condition calcext:apply-style-name="Red" calcext:value="&gt;25" calcext:base-cell-address="Budget.B2"/></calcext:conditional-format>
   <calcext:conditional-format calcext:target-range-address="Budget.B2:Budget.B5"><calcext:data-bar calcext:positive-color="#638ec6"><calcext:formatting-entry calcext:value="0" calcext:type="auto-minimum"/><calcext:formatting-entry calcext:value="0" calcext:type="auto-maximum"/></calcext:data-bar></calcext:conditional-format></calcext:conditional-formats>
  </table:table>
  <table:table table:name="Summary"><table:table-row>${text('Filter')}</table:table-row></table:table>
  ${ownTable('Checks', ['Status', 'Place', 'What', 'Since', 'Reply', 'Accept'], ['Problem', 'Budget!B2', 'Old words', '', 'We are on it', 'Yes'])}
  <table:named-expressions>
   <table:named-range table:name="Costs" table:base-cell-address="$Budget.$B$2" table:cell-range-address="$Budget.$B$2:.$B$5"/>
   <table:named-expression table:name="Twice" table:base-cell-address="$Budget.$A$1" table:expression="of:=2*[$Budget.$B$2]"/>
  </table:named-expressions>
  <table:data-pilot-tables><table:data-pilot-table table:name="Pivot" table:target-range-address="Summary.A3:Summary.B7">
   <table:source-cell-range table:cell-range-address="Budget.A1:Budget.C5"/>
   <table:data-pilot-field table:source-field-name="Kind" table:orientation="row"/>
   <table:data-pilot-field table:source-field-name="Cost" table:orientation="data" table:function="sum"/>
  </table:data-pilot-table></table:data-pilot-tables>
 </office:spreadsheet></office:body>
</office:document>`;
}

const NAMESPACES = [
  ...['office', 'style', 'table', 'text', 'number', 'chart'].map(
    (name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name === 'number' ? 'datastyle' : name}:1.0"`,
  ),
  'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"',
  'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"',
  'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"',
  'xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"',
  'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"',
  'xmlns:xlink="http://www.w3.org/1999/xlink"',
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
].join(' ');

/** One red point. */
const PICTURE = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

const CHART = `<office:document office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.chart"><office:body><office:chart>
<chart:chart chart:class="chart:bar" svg:width="8cm" svg:height="6cm"><chart:plot-area table:cell-range-address="Budget.A1:Budget.B5" chart:data-source-has-labels="both">
<chart:axis chart:dimension="x" chart:name="primary-x"><chart:categories table:cell-range-address="Budget.A2:Budget.A5"/></chart:axis><chart:axis chart:dimension="y" chart:name="primary-y"/>
<chart:series chart:values-cell-range-address="Budget.B2:Budget.B5" chart:label-cell-address="Budget.B1" chart:class="chart:bar"><chart:data-point chart:repeated="4"/></chart:series>
</chart:plot-area></chart:chart></office:chart></office:body></office:document>`;

function budgetRow(number: number): string {
  const kind = `<table:table-cell table:content-validation-name="val1" office:value-type="string"><text:p>${number % 2 ? 'Training' : 'Visit'}</text:p></table:table-cell>`;
  const cost = `<table:table-cell office:value-type="float" office:value="${number * 10}"><text:p>${number * 10}</text:p></table:table-cell>`;
  const day = `<table:table-cell table:style-name="ceDate" office:value-type="date" office:date-value="2025-12-0${number}"><text:p>0${number}/12/2025</text:p></table:table-cell>`;
  return `<table:table-row>${text(`Item ${number}`)}${cost}${kind}${text('out of sight')}${day}</table:table-row>`;
}

/** A sheet of ours as LibreOffice would have kept it, its palette from column Z on. */
function ownTable(title: string, ...rows: string[][]): string {
  const palette = ['text', 'heading', 'breach', 'link', 'reminder', 'good', 'yours'].map((name) =>
    text(`style:${name}`),
  );
  const written = rows.map((cells, index) => {
    const gap = `<table:table-cell table:number-columns-repeated="${25 - cells.length}"/>`;
    return `<table:table-row>${cells.map((cell) => text(cell)).join('')}${index === 0 ? gap + palette.join('') : ''}</table:table-row>`;
  });
  return `<table:table table:name="${title}">${written.join('')}</table:table>`;
}

function text(words: string, style?: string): string {
  const styled = style ? ` table:style-name="${style}"` : '';
  return words === ''
    ? '<table:table-cell/>'
    : `<table:table-cell${styled} office:value-type="string"><text:p>${words}</text:p></table:table-cell>`;
}
