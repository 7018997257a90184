import { mailInHtml } from '../../functions/edges/mail-in-html.ts';
import { describeFeedContract } from '../support/feed-contract.ts';
import { makeSecret } from '../support/made-up-secret.ts';
import { makeSigner } from '../support/made-up-signer.ts';
import { describeMailerContract } from '../support/mailer-contract.ts';
import { openMemoryFeed } from '../support/memory-feed.ts';
import { openMemoryMailer } from '../support/memory-mailer.ts';
import { openMemoryShelf } from '../support/memory-shelf.ts';
import { openMemoryWorkbooks } from '../support/memory-workbooks.ts';
import { describeSecretContract } from '../support/secret-contract.ts';
import { describeShelfContract } from '../support/shelf-contract.ts';
import { describeSignerContract } from '../support/signer-contract.ts';
import { describeWorkbooksContract } from '../support/workbooks-contract.ts';

describeWorkbooksContract(
  'The fake',
  async () => {
    const workbooks = openMemoryWorkbooks();
    const place = 'Elm Park';
    return { workbooks, place, lock: () => void workbooks.open.add(place), unlock: () => void workbooks.open.clear() };
  },
  { locks: true },
);

describeMailerContract('The fake', async () => {
  const mailer = openMemoryMailer();
  const arrived = () =>
    [...mailer.delivered.values()].map((one) => ({ ...one, html: mailInHtml(one.subject, one.text) }));
  return { mailer, delivered: arrived };
});

describeShelfContract('The fake', async () => {
  const shelf = openMemoryShelf();
  return { shelf, files: () => shelf.files };
});

describeSignerContract('The fake', makeSigner);

describeSecretContract('The fake', makeSecret);

describeFeedContract('The fake', async () => {
  const feed = openMemoryFeed();
  return { feed, change: feed.change };
});
