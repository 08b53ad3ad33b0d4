namespace Pressrun.Providers.Profiles;

/// <summary>How a key is shown to a service.</summary>
internal enum KeyForm
{
    /// <summary><c>Authorization: Bearer …</c>.</summary>
    Bearer,

    /// <summary><c>x-api-key: …</c>.</summary>
    XApiKey,

    /// <summary><c>xi-api-key: …</c>.</summary>
    XiApiKey,

    /// <summary><c>api-key: …</c>.</summary>
    ApiKey,
}
