namespace Pressrun.Pipelines.Files.Binding;

/// <summary>Where a key may stand: one mapping with a fixed set of keys.</summary>
internal enum Place
{
    /// <summary>The top of the file.</summary>
    Top,

    /// <summary>Below <c>items</c>.</summary>
    Items,

    /// <summary>Below <c>budget</c>.</summary>
    Budget,

    /// <summary>One of the <c>providers</c>.</summary>
    Provider,

    /// <summary>Below the <c>prices</c> of a provider.</summary>
    Prices,

    /// <summary>One of the <c>stages</c>.</summary>
    Stage,

    /// <summary>One <c>gate</c>.</summary>
    Gate,

    /// <summary>Below <c>expect</c>.</summary>
    Expect,
}
