import Emit
import Model

/// Where an environment's state lives: a Space, through the s3 backend.
enum EnvironmentState {
  /// The `terraform` block of an environment.
  static func settings(for environment: CloudEnvironment) -> HCL.Body {
    HCL.block("terraform") {
      TerraformModule.requirementsOfVersions
      if let state = environment.state {
        .blank
        backend(state, for: environment)
      }
    }
  }

  /// The object's name in the Space.
  static func key(_ state: StateBackend, of environment: CloudEnvironment) -> String {
    state.key ?? "\(environment.name)/terraform.tfstate"
  }

  /// Of the backend's checks, those that ask AWS are left out (Terraform, s3 backend; DigitalOcean,
  /// Spaces as a backend). Keys come as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.
  private static func backend(_ state: StateBackend, for environment: CloudEnvironment) -> HCL.Body
  {
    HCL.block("backend", "s3") {
      .attribute("bucket", .string(state.bucket))
        .attribute("key", .string(key(state, of: environment)))
        .blank
        .comment("A Space: the region is asked for, and of no meaning.")
        .attribute("region", "us-east-1")
        .attribute(
          "endpoints",
          .object(["s3": .string("https://\(state.region).digitaloceanspaces.com")])
        )
        .blank
        .attribute("skip_credentials_validation", true)
        .attribute("skip_metadata_api_check", true)
        .attribute("skip_region_validation", true)
        .attribute("skip_requesting_account_id", true)
        .attribute("skip_s3_checksum", true)
    }
  }
}
