namespace Pressrun.Pipelines.Files;

/// <summary>A service that is called.</summary>
internal sealed record ProviderSettings
{
    /// <summary>Its name, as it stands before the slash of a model.</summary>
    public required string Name { get; init; }

    /// <summary>Where the name stands.</summary>
    public required Position At { get; init; }

    /// <summary>Which interface it speaks: one of <see cref="ProviderKind.All"/>.</summary>
    public required Setting<string> Kind { get; init; }

    /// <summary>An absolute http or https address without a password; null is the kind's own.</summary>
    public Setting<string>? Url { get; init; }

    /// <summary>Where its key is; null if none is given.</summary>
    public Setting<Secret>? Key { get; init; }

    /// <summary>The region of a cloud.</summary>
    public Setting<string>? Region { get; init; }

    /// <summary>Tells two accounts apart.</summary>
    public Setting<string>? Account { get; init; }

    /// <summary>Name and address a site asks for, or <c>env:NAME</c>.</summary>
    public Setting<string>? Contact { get; init; }

    /// <summary>Private hosts that may be reached all the same; may be empty.</summary>
    public IReadOnlyList<Setting<string>> AllowHosts { get; init; } = [];

    /// <summary>What it allows, in order; may be empty.</summary>
    public IReadOnlyList<LimitSetting> Limits { get; init; } = [];

    /// <summary>What it costs, if the file says so.</summary>
    public PriceSettings? Prices { get; init; }
}
