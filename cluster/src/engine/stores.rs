//! Where shards are: on a file system, or, with the feature `s3`, in a bucket of which the environment says the rest
//! (`AWS_REGION`, `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_ENDPOINT`, `AWS_ALLOW_HTTP`, …).
//!
//! Each process asks its own environment: no key travels.

use std::sync::Arc;

use datafusion::execution::runtime_env::{RuntimeEnv, RuntimeEnvBuilder};

/// How the addresses of buckets begin.
const BUCKETS: &str = "s3://";

/// Whether something is in a bucket.
pub fn is_in_bucket(path: &str) -> bool {
    path.starts_with(BUCKETS)
}

/// What opens files and, with the feature, buckets.
///
/// # Errors
/// Never, as far as is known.
pub fn opener() -> datafusion::common::Result<Arc<RuntimeEnv>> {
    let builder = RuntimeEnvBuilder::new();
    #[cfg(feature = "s3")]
    let builder = builder.with_object_store_registry(Arc::new(buckets::Buckets::default()));
    builder.build_arc()
}

#[cfg(feature = "s3")]
pub use buckets::fetch;

/// All of something in a bucket.
///
/// # Errors
/// This program knows no buckets.
#[cfg(not(feature = "s3"))]
pub fn fetch(path: &str) -> dictum::Result<Vec<u8>> {
    let what = "this dictum-cluster reads file systems alone: build it with --features s3";
    Err(dictum::Error::config(what).at(path))
}

#[cfg(feature = "s3")]
mod buckets {
    use std::sync::Arc;

    use datafusion::common::{DataFusionError, Result};
    use datafusion::execution::object_store::{DefaultObjectStoreRegistry, ObjectStoreRegistry};
    use dictum::Error;
    use object_store::aws::AmazonS3Builder;
    use object_store::path::Path;
    use object_store::{ObjectStore, ObjectStoreExt};
    use url::Url;

    /// Files, and the buckets that were asked for so far.
    #[derive(Debug, Default)]
    pub(super) struct Buckets(DefaultObjectStoreRegistry);

    impl ObjectStoreRegistry for Buckets {
        fn register_store(&self, url: &Url, store: Arc<dyn ObjectStore>) -> Option<Arc<dyn ObjectStore>> {
            self.0.register_store(url, store)
        }

        fn get_store(&self, url: &Url) -> Result<Arc<dyn ObjectStore>> {
            if let Ok(store) = self.0.get_store(url) {
                return Ok(store);
            }
            let store = bucket(url).map_err(|error| DataFusionError::ObjectStore(Box::new(error)))?;
            self.0.register_store(url, Arc::clone(&store));
            Ok(store)
        }
    }

    fn bucket(url: &Url) -> object_store::Result<Arc<dyn ObjectStore>> {
        Ok(Arc::new(AmazonS3Builder::from_env().with_url(url.as_str()).build()?))
    }

    /// All of something in a bucket.
    ///
    /// # Errors
    /// It is not there, or may not be read.
    pub fn fetch(path: &str) -> dictum::Result<Vec<u8>> {
        let at = |error: &dyn std::fmt::Display| Error::io(error).at(path);
        let url = Url::parse(path).map_err(|error| at(&error))?;
        let runtime = crate::engine::runtime()?;
        let bytes = runtime.block_on(async {
            let place = Path::from_url_path(url.path())?;
            bucket(&url)?.get(&place).await?.bytes().await
        });
        Ok(bytes.map_err(|error: object_store::Error| at(&error))?.to_vec())
    }
}
