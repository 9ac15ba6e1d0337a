import { readBackendSettings } from '../src';

describe('the settings of a backend', () => {
  it('need nothing: port 3000, a local zone, a local commit', async () => {
    const { port, origin } = readBackendSettings({});
    expect([port, await origin.zone(), origin.commit]).toEqual([3000, 'local', 'local']);
  });

  it('are PORT, CODE_HASH and what ECS sets', () => {
    const { port, origin } = readBackendSettings({ PORT: '8080', CODE_HASH: '1a2b3c4' });
    expect([port, origin.commit]).toEqual([8080, '1a2b3c4']);
  });

  it('are refused together where they are wrong', () => {
    expect(() => readBackendSettings({ PORT: 'http', ECS_CONTAINER_METADATA_URI_V4: 'nonsense' })).toThrow(
      /^PORT is no port, .*\nECS_CONTAINER_METADATA_URI_V4 is no http or https URL, /,
    );
  });
});
