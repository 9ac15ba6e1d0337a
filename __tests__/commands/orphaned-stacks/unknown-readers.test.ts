/** The network of `shop` is to go. Other applications may stand in it, which this project does not know. */
import { findUnknownReaders } from '../../../lib/commands/orphaned-stacks/unknown-readers';
import { fakeDeployContext, readingState, STACKS, stacksNamed, stateOf } from '../fake-deploy-context';

const NETWORK = 'dev-shop-network.tfstate';
const reading = (...keys: string[]) => readingState(['aws_ecs_service.web'], keys);
const going = stacksNamed('dev-shop-network');

async function readersIn(objects: Readonly<Record<string, string>>, stacks = going) {
  const { context, read } = fakeDeployContext({
    objects: { [NETWORK]: stateOf(['aws_vpc.main']), ...objects },
  });
  const readers = await findUnknownReaders(context, STACKS, stacks);
  return { readers, names: readers.map(({ name }) => name), read };
}

it('finds a stack of an unknown application that reads the network', async () => {
  const { readers } = await readersIn({ 'dev-bank.tfstate': reading(NETWORK, 'dev-bank-registry.tfstate') });
  expect(readers).toMatchObject([
    {
      name: 'dev-bank',
      reads: ['dev-bank-registry', 'dev-shop-network'],
      resources: [{ address: 'aws_ecs_service.web' }],
    },
  ]);
});

it('leaves out a stack that reads another network, and one that reads none', async () => {
  const { names, read } = await readersIn({
    'dev-bank.tfstate': reading('dev-bank-network.tfstate'),
    'dev-jobs.tfstate': stateOf(['aws_ecs_service.web']),
  });
  expect(read).toEqual(['dev-bank.tfstate', 'dev-jobs.tfstate']);
  expect(names).toEqual([]);
});

it('leaves out a known stack, and one that is named like the owner’s: other checks ask them', async () => {
  const { names, read } = await readersIn({
    'dev-shop.tfstate': reading(NETWORK),
    'dev-shop-extra.tfstate': reading(NETWORK),
  });
  expect({ names, read }).toEqual({ names: [], read: [] });
});

it('sorts them, and takes no other object for a state', async () => {
  const { names } = await readersIn({
    'dev-mail.tfstate': reading(NETWORK),
    'dev-bank.tfstate': reading(NETWORK),
    'dev-bank.tfstate.tflock': reading(NETWORK),
  });
  expect(names).toEqual(['dev-bank', 'dev-mail']);
});

it('passes over what is no state', async () => {
  const { names } = await readersIn({ 'dev-bank.tfstate': 'no JSON', 'dev-mail.tfstate': reading(NETWORK) });
  expect(names).toEqual(['dev-mail']);
});

it('asks nothing where no network goes', async () => {
  const { names, read } = await readersIn({ 'dev-bank.tfstate': reading(NETWORK) }, stacksNamed('dev-shop'));
  expect({ names, read }).toEqual({ names: [], read: [] });
});
