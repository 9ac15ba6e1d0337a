import { type Initialised, initsOf } from '../../../lib/commands/terraform/inits';
import { planStack } from '../../../lib/commands/terraform/stack-plan';
import { type FakeInput, fakeDeployContext } from '../fake-deploy-context';
import { codesOf } from '../rejections';

const SAYS =
  'terraform init was left out, because nothing that it reads had changed: it runs now, and then the same command again';

describe('the inits of a command', () => {
  /** `found` is what comes of an init that may be spared. */
  function inits(found: Initialised) {
    const started: string[] = [];
    const said: string[] = [];
    const start = (stack: string, always: boolean) => {
      started.push(always ? `${stack} always` : stack);
      return Promise.resolve(always ? ('ran' as const) : found);
    };
    return { started, said, ...initsOf(start, (line) => said.push(line)) };
  }

  it('are one for each stack', async () => {
    const { init, started } = inits('ran');
    for (const stack of ['network', 'network', 'shop', 'network']) await init(stack);
    expect(started).toEqual(['network', 'shop']);
  });

  it('run once more where one was spared and terraform failed, and only once', async () => {
    const { init, initAgain, started, said } = inits('spared');
    await init('shop');
    expect([await initAgain('shop'), await initAgain('shop')]).toEqual([true, false]);
    expect(started).toEqual(['shop', 'shop always']);
    expect(said).toEqual([SAYS]);
  });

  it('do not run once more where one ran, or none did', async () => {
    const { init, initAgain, started } = inits('ran');
    await init('shop');
    expect([await initAgain('shop'), await initAgain('network')]).toEqual([false, false]);
    expect(started).toEqual(['shop']);
  });

  it('run where they must, also after one that was spared', async () => {
    const { init, started } = inits('spared');
    await init('state');
    await init('state', { always: true });
    await init('state', { always: true });
    expect(started).toEqual(['state', 'state always']);
  });
});

describe('a plan', () => {
  const plan = async (input: FakeInput) => {
    const fake = fakeDeployContext(input);
    return { ...fake, codes: await codesOf(() => planStack(fake.context, 'dev-shop')) };
  };
  const planned = 'dev-shop plan -out=dev-shop.tfplan';
  const failing = { exitCodes: { 'dev-shop plan': 1 } };

  it('needs no init where nothing changed that init reads', async () => {
    expect((await plan({ spared: ['dev-shop'] })).done).toEqual([planned]);
  });

  it('that fails without an init is made again after one', async () => {
    const { done, said, codes } = await plan({ spared: ['dev-shop'], ...failing });
    expect(done).toEqual([planned, 'dev-shop init', planned]);
    expect(said).toEqual([SAYS]);
    expect(codes).toEqual(['terraform-failed']);
  });

  it('that fails after an init is not made again', async () => {
    const { done, codes } = await plan(failing);
    expect(done).toEqual(['dev-shop init', planned]);
    expect(codes).toEqual(['terraform-failed']);
  });
});
