/** What color-teller becomes in Terraform: the promises that its operators count on. */
import { AppmeshRoute } from '@cdktf/provider-aws/lib/appmesh-route';
import { EcsService } from '@cdktf/provider-aws/lib/ecs-service';
import { Testing } from 'cdktf';
import { synthStacks } from '../../lib/testing/resources';
import colorTeller from './application';

Testing.setupJest();
const mesh = synthStacks(colorTeller, { target: 'app-mesh' });
const envoy = synthStacks(colorTeller, { stage: 'prod', target: 'envoy' });

test('red and blue each run as an ECS service, in private subnets', () => {
  for (const name of ['red', 'blue'])
    expect(mesh.json('dev-color-teller')).toHaveResourceWithProperties(EcsService, {
      name,
      launch_type: 'FARGATE',
      network_configuration: expect.objectContaining({ assign_public_ip: false }),
    });
});

test('the mesh decides between them: all to red', () => {
  const share = (node: string, weight: number) => ({
    port: 3000,
    virtual_node: `\${aws_appmesh_virtual_node.${node}.name}`,
    weight,
  });
  const shares = (blue: number, red: number) => ({
    virtual_router_name: '${aws_appmesh_virtual_router.color-service.name}',
    spec: {
      http_route: expect.objectContaining({
        action: { weighted_target: [share('blue', blue), share('red', red)] },
      }),
    },
  });
  expect(mesh.json('dev-color-teller')).toHaveResourceWithProperties(AppmeshRoute, shares(0, 100));
  expect(mesh.json('dev-color-teller')).not.toHaveResourceWithProperties(AppmeshRoute, shares(100, 0));
});

test('target envoy needs nothing of App Mesh, and has an Envoy beside each colour', () => {
  expect(envoy.json('prod-color-teller')).not.toHaveResource(AppmeshRoute);
  expect(envoy.containers('prod-color-teller', 'red').map(({ name }) => name)).toContain('envoy');
});
