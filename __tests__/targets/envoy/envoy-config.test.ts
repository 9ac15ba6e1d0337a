import { lookupIn } from '../../../lib/mesh/lookup';
import { renderGatewayTask, renderNodeTask } from '../../../lib/targets/envoy';
import { gatewayConfig, nodeConfig } from '../../../lib/targets/envoy/envoy-config';
import { validateForTarget } from '../../../lib/targets/validate-for-target';
import { aGateway, aMesh, aNode } from '../../../lib/testing';

const parts = { nodes: { web: aNode() }, gateways: { ingress: aGateway() } };
const shop = () => aMesh(parts).at({ stage: 'dev' });

describe('the text of a bootstrap', () => {
  afterEach(() => jest.restoreAllMocks());

  it('is rendered once: synth writes what validation has measured', () => {
    const application = shop();
    const [gateway] = application.gateways;
    if (gateway === undefined) throw new Error('the shop has a gateway');
    const stringify = jest.spyOn(JSON, 'stringify');
    const renderings = () =>
      stringify.mock.calls.filter(
        ([value]: unknown[]) => Object(value) === value && 'static_resources' in Object(value),
      ).length;
    validateForTarget('envoy', application);
    expect(renderings()).toBe(2);
    renderNodeTask(application, lookupIn(application).node('web'));
    renderGatewayTask(application, gateway);
    expect(renderings()).toBe(2);
  });

  it('is of its own for each application, and with the health paths of a switch of targets', () => {
    const [one, other] = [
      shop(),
      aMesh({ ...parts, nodes: { web: aNode({ interception: 'transparent' }) } }).at({ stage: 'dev' }),
    ];
    const nodeOf = (application: typeof one) => lookupIn(application).node('web');
    const plain = nodeConfig(one, nodeOf(one));
    expect(nodeConfig(other, nodeOf(other))).not.toBe(plain);
    expect(nodeConfig(one, nodeOf(one), ['/lb-health'])).toContain('/lb-health');
    expect(nodeConfig(one, nodeOf(one))).toBe(plain);
    const [gateway] = one.gateways;
    expect(gateway && gatewayConfig(one, gateway)).toContain('lds_ingress');
  });
});
