/** The keys that wrangler 4.164 knows at the top level of a configuration, in the order of its config-schema.json. */
const inEnvironments =
  "durable_objects name account_id compatibility_date compatibility_flags main find_additional_modules preserve_file_names base_dir workers_dev preview_urls routes route tsconfig jsx_factory jsx_fragment migrations exports triggers limits rules build no_bundle minify keep_names first_party_worker logfwdr logpush upload_source_maps placement assets observability access cache compliance_region python_modules previews define vars secrets workflows cloudchamber containers kv_namespaces send_email queues connect r2_buckets d1_databases vectorize ai_search_namespaces ai_search agent_memory hyperdrive services analytics_engine_datasets browser analytics ai images media stream version_metadata unsafe mtls_certificates tail_consumers streaming_tail_consumers dispatch_namespaces pipelines k2 secrets_store_secrets artifacts unsafe_hello_world flagship ratelimits worker_loaders vpc_services vpc_networks".split(
    " ",
  );

const atTopLevelOnly =
  "$schema env pages_build_output_dir send_metrics dependencies_instrumentation dev site wasm_modules text_blobs data_blobs alias keep_vars addresses legacy_env".split(
    " ",
  );

export const environmentFields: ReadonlySet<string> = new Set(inEnvironments);

export const topLevelFields: ReadonlySet<string> = new Set([...inEnvironments, ...atTopLevelOnly]);
