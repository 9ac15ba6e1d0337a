import { listSources, sourcePath } from '../../../lib/project/sources';
import { writeProject } from './shop';

describe('sources', () => {
  it('are the folders of applications that have a Dockerfile', () => {
    expect(listSources(writeProject())).toEqual(['services/shop/cart', 'services/shop/web']);
  });

  it('are not what is installed, nor folders elsewhere', () => {
    const root = writeProject({
      'services/shop/node_modules/Dockerfile': '',
      'services/node_modules/x/Dockerfile': '',
      'lib/x/Dockerfile': '',
    });
    expect(listSources(root)).toEqual(['services/shop/cart', 'services/shop/web']);
  });

  it('are none in a project without services', () => {
    expect(listSources(`${writeProject()}/services/shop/cart`)).toEqual([]);
  });

  it('have their path from the application and their own name', () => {
    expect(sourcePath('shop', 'cart')).toBe('services/shop/cart');
  });
});
