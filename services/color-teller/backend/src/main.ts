/** Starts the backend. */
import { serve } from '@meshwright/http-service';
import { createApp } from './app';
import { readBackendSettings } from './settings';

serve({ readSettings: readBackendSettings, createApp });
