/** Starts the Crystal backend. */
import { readBackendSettings } from '@ecsworkshop/origin';
import { serve } from '@meshwright/http-service';
import { createApp } from './app';

serve({ readSettings: readBackendSettings, createApp });
