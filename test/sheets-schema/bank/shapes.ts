/** Exports of banks and ledgers in the shapes that they have; every line is invented. Each says 5 Oct 2026 +3,000.00 and 7 Oct −120.50. */
export const shapes: readonly (readonly [from: string, lines: readonly string[]])[] = [
  [
    'Barclays',
    [
      'Number,Date,Account,Amount,Subcategory,Memo',
      ',07/10/2026,20-00-00 00000001,-120.50,Bill Payment,HIRE     BBP',
      ',05/10/2026,20-00-00 00000001,3000.00,Counter Credit,OAKFIELD C1   BGC',
    ],
  ],
  [
    'Lloyds, Halifax, BoS, TSB',
    [
      'Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,Debit Amount,Credit Amount,Balance',
      "07/10/2026,FPO,'30-00-00,00000001,HIRE,120.50,,3879.50",
      "05/10/2026,FPI,'30-00-00,00000001,OAKFIELD C1,,3000.00,4000.00",
    ],
  ],
  [
    'NatWest, RBS',
    [
      'Date,Type,Description,Value,Balance,Account Name,Account Number',
      "07 Oct 2026,DPC,'HIRE,-120.50,3879.50,'FUND,'600000-00000001",
      "05 Oct 2026,BAC,\"'OAKFIELD , C1 , FP 05/10/26 0912\",3000.00,4000.00,'FUND,'600000-00000001",
    ],
  ],
  [
    'Bankline',
    [
      '600000,00000001,,,GBP,,,,,05/10/26,OAKFIELD C1,,,,,BAC,,3000.00',
      '600000,00000001,,,GBP,,,,,07/10/26,HIRE,,,,,DPC,120.50,',
    ],
  ],
  ['HSBC', ['07/10/2026,HIRE,-120.50', '05/10/2026,OAKFIELD C1,"3,000.00"']],
  [
    'HSBCnet',
    ['400000-00000001,05/10/2026,GBP,3000.00,OAKFIELD C1,CR', '400000-00000001,07/10/2026,GBP,-120.50,HIRE,BP'],
  ],
  [
    'Santander text',
    [
      'From: 01/10/2026 to 31/10/2026',
      'Account: XX01',
      '',
      'Date: 07/10/2026',
      'Description: HIRE',
      'Amount: -120.50',
      'Balance: 3879.50',
      '',
      'Date: 05/10/2026',
      'Description: OAKFIELD C1',
      'Amount: 3000.00',
      'Balance: 4000.00',
    ],
  ],
  [
    'Nationwide',
    [
      '"Account Name:","Fund ****0001"',
      '"Account Balance:","£3,879.50"',
      '',
      '"Date","Transaction type","Description","Paid out","Paid in","Balance"',
      '"05 Oct 2026","Bank credit","OAKFIELD C1","","£3,000.00","£4,000.00"',
      '"07 Oct 2026","Payment to","HIRE","£120.50","","£3,879.50"',
    ],
  ],
  [
    'midata',
    [
      '"Account Number:","****00001"',
      '',
      '"Date","Type","Merchant/Description","Debit/Credit","Balance"',
      '"07/10/2026","Payment","HIRE","-£120.50","+£3879.50"',
      '"05/10/2026","Credit","OAKFIELD C1","+£3000.00","+£4000.00"',
    ],
  ],
  [
    'Co-operative, smile',
    [
      'Date,Description,Type,Money In,Money Out,Balance',
      '2026-10-07,HIRE,OTH,,120.50,3879.50',
      '2026-10-05,OAKFIELD C1,CR,3000.00,,4000.00',
    ],
  ],
  [
    'Metro',
    [
      'Date,Transaction type,Description,Money out,Money in,Balance',
      '05/10/2026,In,OAKFIELD C1,,3000.00,4000.00',
      '07/10/2026,Out,HIRE,120.50,,3879.50',
    ],
  ],
  [
    'Starling',
    [
      'Date,Counter Party,Reference,Type,Amount (GBP),Balance (GBP),Spending Category',
      '05/10/2026,Oakfield,C1,FASTER PAYMENT,3000.00,4000.00,',
      '07/10/2026,Hire,7,FASTER PAYMENT,-120.50,3879.50,',
    ],
  ],
  [
    'Monzo',
    [
      'Transaction ID,Date,Time,Type,Name,Emoji,Category,Amount,Currency,Local amount,Local currency,Notes and #tags,Address,Receipt,Description,Category split,Money Out,Money In',
      'tx_1,05/10/2026,09:12:00,FP,Oakfield,,,3000.00,GBP,3000.00,GBP,,,,C1,,,3000.00',
      'tx_2,07/10/2026,10:00:00,FP,Hire,,,-120.50,GBP,-120.50,GBP,,,,7,,-120.50,',
    ],
  ],
  [
    'Handelsbanken',
    [
      'Date,,Details,,Money out,,Money in,,Balance',
      '05/10/2026,,OAKFIELD C1,,,,3000.00,,4000.00',
      '07/10/2026,,HIRE,,120.50,,,,3879.50',
    ],
  ],
  [
    'Yorkshire, Clydesdale (Virgin)',
    ['2026/10/05,,82000000000001,,,,Credit,3000.00,OAKFIELD C1', '2026/10/07,,82000000000001,,,,Debit,-120.50,HIRE'],
  ],
  [
    'Lloyds commercial',
    ['05/10/26,300000-00000001,,FPI,3000.00,C1,OAKFIELD', '07/10/26,300000-00000001,,FPO,-120.50,7,HIRE'],
  ],
  [
    'Unity, CAF',
    [
      'Date;Type;Details;Debit;Credit;Balance',
      '01/10/2026;;Balance brought forward;;;1,000.00 Cr',
      '05/10/2026;BGC;OAKFIELD C1;;3,000.00;4,000.00 Cr',
      '07/10/2026;DD;HIRE;120.50;;3,879.50 Cr',
    ],
  ],
  [
    'Xero',
    [
      'Account Transactions',
      'Date,Source,Description,Reference,Debit,Credit,Running Balance',
      'Opening Balance,,,,1000.00,,1000.00',
      '05 Oct 2026,Receive Money,Oakfield,C1,3000.00,,4000.00',
      '07 Oct 2026,Spend Money,Hire,7,,120.50,3879.50',
      'Total,,,,3000.00,120.50,',
    ],
  ],
  [
    'QuickBooks',
    [
      ',Date,Transaction Type,Num,Name,Memo/Description,Split,Amount,Balance',
      'Fund,,,,,,,,',
      ',05/10/2026,Deposit,C1,Oakfield,,,"3,000.00","4,000.00"',
      ',07/10/2026,Expense,7,Hire,,,-120.50,"3,879.50"',
    ],
  ],
  [
    'School ledger (FMS, Access, PS, Arbor, Sage)',
    [
      'Cost Centre,Ledger,Date,Type,Ref,Narrative,Amount',
      'ALLI,I08,05/10/2026,Receipt,C1,OAKFIELD,-3000.00',
      'ALLI,E19,07/10/2026,Invoice,7,HIRE,120.50',
    ],
  ],
];
