namespace Pressrun.Pipelines.Items;

/// <summary>Items cannot be read as one key of <c>items</c> wants it.</summary>
/// <param name="key">The key: <c>from</c>, <c>query</c>, <c>where</c>.</param>
/// <param name="cause">What is wrong; never a password.</param>
/// <param name="hint">What to do about it.</param>
internal sealed class ItemsException(string key, string cause, string hint)
    : PressrunException($"items: {cause}; {hint}")
{
    /// <summary>The key whose value is at fault.</summary>
    public string Key => key;

    /// <summary>What is wrong.</summary>
    public string Cause => cause;

    /// <summary>What to do about it.</summary>
    public string Hint => hint;
}
