import { choice } from '../cells/choice.ts';
import { date } from '../cells/date.ts';
import { link } from '../cells/link.ts';
import { personOrRole, text } from '../cells/text.ts';
import { yesNo } from '../cells/yes-no.ts';
import { defineTab, optional, required } from '../tab.ts';

/** The 22 documents of the source in its order. That on equality is two, since each has a clock of its own. */
export const policies = [
  { value: 'admissions', text: 'Admission arrangements', also: ['admissions', 'admissions policy'] },
  {
    value: 'behaviour',
    text: 'Behaviour and statement of principles',
    also: ['behaviour', 'behaviour policy', 'behaviour and written statement of principles'],
  },
  { value: 'exclusions', text: 'School exclusions', also: ['exclusions', 'exclusion', 'suspensions and exclusions'] },
  { value: 'careers', text: 'Careers guidance', also: ['careers', 'careers policy'] },
  { value: 'charging', text: 'Charging and remissions', also: ['charging', 'charging policy'] },
  {
    value: 'privacy-notice',
    text: 'Data protection privacy notice',
    also: ['privacy notice', 'data protection', 'GDPR'],
  },
  { value: 'equality-objectives', text: 'Equality objectives', also: ['equality'] },
  {
    value: 'equality-information',
    text: 'Equality information',
    also: ['equality duty', 'public sector equality duty', 'PSED'],
  },
  { value: 'governors-allowances', text: 'Governors’ allowances', also: ['governor allowances', 'allowances'] },
  { value: 'health-and-safety', text: 'Health and safety', also: ['H&S', 'health & safety'] },
  { value: 'premises', text: 'Premises management', also: ['premises', 'premises management documents'] },
  {
    value: 'relationships-education',
    text: 'Relationships, sex and health education',
    also: ['RSE', 'RSHE', 'sex education', 'relationships and sex education', 'RSE and health education'],
  },
  {
    value: 'safeguarding',
    text: 'Safeguarding and child protection',
    also: ['safeguarding', 'child protection', 'child protection policy'],
  },
  { value: 'attendance', text: 'School attendance', also: ['attendance', 'attendance policy'] },
  { value: 'complaints', text: 'School complaints', also: ['complaints', 'complaints procedure'] },
  { value: 'uniform', text: 'School uniform', also: ['uniform', 'uniforms', 'school uniforms'] },
  {
    value: 'send',
    text: 'Special educational needs and disability',
    also: ['SEND', 'SEN', 'SEN policy', 'SEN information report', 'special educational needs'],
  },
  {
    value: 'staff-behaviour',
    text: 'Staff behaviour and grievance',
    also: ['staff behaviour', 'staff code of conduct', 'grievance'],
  },
  {
    value: 'medical-conditions',
    text: 'Pupils with medical conditions',
    also: ['medical conditions', 'supporting pupils with medical conditions'],
  },
  { value: 'teachers-pay', text: 'Teachers’ pay', also: ['pay', 'pay policy'] },
  {
    value: 'teachers-performance',
    text: 'Teachers’ performance and capability',
    also: ['teacher appraisal', 'appraisal', 'capability', 'performance and capability'],
  },
  { value: 'emergency-plan', text: 'School emergency plan', also: ['emergency plan', 'emergency planning'] },
  { value: 'accessibility', text: 'Accessibility plan', also: ['accessibility'] },
] as const;

export type Policy = (typeof policies)[number]['value'];

export const policiesTab = defineTab({
  id: 'policies',
  title: 'Policies',
  purpose:
    'The documents that the school must hold: who approves each, when it was last reviewed, where it is published.',
  columns: {
    policy: required('Policy', choice('policy', policies), 'One row for each document.', { width: 36 }),
    says: optional('What is asked', text({}), 'How often it is reviewed, and whether it must be on the website.', {
      width: 58,
    }),
    applies: optional(
      'Applies',
      yesNo,
      'No, where the school need not hold it. Left blank, its kind and phase in the alliance’s list decide.',
      { width: 9 },
    ),
    lead: optional('Looked after by', personOrRole, 'The role that sees to it, such as Deputy head.', {
      width: 20,
    }),
    approver: optional(
      'Approved by',
      choice('way to approve', [
        { value: 'board', text: 'Governing board', also: ['governors', 'full board', 'full governing board', 'FGB'] },
        { value: 'committee', text: 'Committee', also: ['committee of governors', 'governors committee'] },
        { value: 'trust', text: 'Trust board', also: ['trust', 'trustees'] },
        { value: 'head', text: 'Head', also: ['headteacher', 'head teacher', 'principal'] },
        { value: 'authority', text: 'Local authority', also: ['LA', 'council', 'county council'] },
      ]),
      'Who approves it.',
      { width: 18 },
    ),
    approvedOn: optional('Approved on', date({ within: 'ten-years' }), 'The day it was last approved.'),
    reviewedOn: optional('Last reviewed on', date({ within: 'ten-years' }), 'The day it was last looked through.'),
    publishedAt: optional('Where it is published', link, 'The address of its page on the school’s website.', {
      width: 38,
    }),
    lookedAtOn: optional(
      'Page last looked at on',
      date({ within: 'ten-years' }),
      'The day somebody last saw that the page is there and the document the right one.',
    ),
    curriculum: optional(
      'Aim: curriculum',
      yesNo,
      'Accessibility plan only: it says how more can take part in lessons.',
      {
        width: 12,
      },
    ),
    building: optional('Aim: building', yesNo, 'Accessibility plan only: it says how the building will be improved.', {
      width: 12,
    }),
    information: optional(
      'Aim: information',
      yesNo,
      'Accessibility plan only: it says how information will be made easier to get at.',
      { width: 12 },
    ),
    change: optional(
      'What changed',
      text({}),
      'Accessibility plan only: a significant change, such as a new building or a changed curriculum.',
      { width: 28 },
    ),
    changedOn: optional('Changed on', date({ within: 'ten-years' }), 'The day of that change.'),
    model: optional(
      'Written from',
      choice('way it was written', [
        { value: 'authority', text: 'Local authority’s model', also: ['local authority', 'LA model', 'council model'] },
        { value: 'agreement', text: 'Model of a service agreement', also: ['SLA', 'service agreement', 'SLA model'] },
        { value: 'national', text: 'National guidance', also: ['national', 'gov.uk', 'DfE'] },
        { value: 'trust', text: 'Trust’s model', also: ['trust', 'trust model', 'trust policy'] },
        { value: 'own', text: 'The school’s own', also: ['own', 'bespoke', 'none', 'no model'] },
      ]),
      'What the document was written from.',
      { width: 26 },
    ),
    note: optional('Note', text({}), 'Anything else about it.', { width: 32 }),
  },
  key: ['policy'],
  carriesOver: true,
  mostRows: 500,
  happened: ['approvedOn', 'reviewedOn', 'lookedAtOn', 'changedOn'],
});
