using System.Text.Json.Nodes;
using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Services.Fakes;

/// <summary>
/// A vendor, as strict as the real one: it takes only what its interface describes, answers in its own form and knows
/// what it bills. It shares no code with what asks it.
/// </summary>
internal abstract class FakeVendor
{
    /// <summary>A key nobody must ever find again.</summary>
    public const string Key = "sk-canary-7f3a91c2d4e5";

    /// <summary>One of each, by its name.</summary>
    public static SortedDictionary<string, FakeVendor> All => new(typeof(FakeVendor).Assembly.GetTypes()
        .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(FakeVendor)))
        .ToDictionary(type => type.Name, type => (FakeVendor)Activator.CreateInstance(type)!), StringComparer.Ordinal);

    /// <summary>Its clock, by which it judges what is signed.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>The kind of provider.</summary>
    public abstract string Kind { get; }

    /// <summary>A model it has.</summary>
    public abstract string Model { get; }

    /// <summary>What stands between host and path in the address a user gives.</summary>
    public abstract string Base { get; }

    /// <summary>The region it is asked in; null for none.</summary>
    public virtual string? Region => null;

    /// <summary>What a user gives as the key; <see cref="Key"/> is what is secret in it.</summary>
    public virtual string GivenKey => Key;

    /// <summary>Whether it speaks instead of writing.</summary>
    public virtual bool IsSpeech => false;

    /// <summary>A voice it has, as a pipeline names it.</summary>
    public virtual string Voice => "alloy";

    /// <summary>Whether an answer has an id of its own.</summary>
    public virtual bool TellsRequestId => true;

    /// <summary>Whether it bills nothing.</summary>
    public virtual bool IsFree => false;

    /// <summary>Whether its price is published, so that a call has a worst case before it is sent.</summary>
    public virtual bool IsPriced => !IsFree;

    /// <summary>Whether what it bills can be known after a call: it is priced, free, or told with the answer.</summary>
    public virtual bool IsBillKnown => IsPriced || IsFree;

    /// <summary>Whether its answer says what was used, or is billed by what it was sent.</summary>
    public virtual bool TellsUsage => true;

    /// <summary>Every error it may answer with, and what each means.</summary>
    public abstract IReadOnlyList<FakeError> Errors { get; }

    /// <summary>Names of the limits that the headers of an answer tell, and what they tell is left.</summary>
    public virtual IReadOnlyList<(Unit Unit, double Limit, double Remaining)> Told => [];

    /// <summary>Answers with so many tokens; an error in its own form if the request is not as it must be.</summary>
    public FakeReply Answer(FakeRequest request, FakeUsage usage) => Objection(request) is { } objection
        ? Refuse(400, "invalid_request_error", objection)
        : Success(request, usage);

    /// <summary>Why a request is not one of this interface; null if it is.</summary>
    public abstract string? Objection(FakeRequest request);

    /// <summary>The answer itself, with what it bills.</summary>
    public abstract FakeReply Success(FakeRequest request, FakeUsage usage);

    /// <summary>An error in its own form.</summary>
    public abstract FakeReply Refuse(int status, string code, string message);

    /// <summary>The same answer, ended by the length limit.</summary>
    public abstract FakeReply Truncated(FakeRequest request);

    /// <summary>What the model was asked, or what is to be spoken; the tests' marks stand in it.</summary>
    public abstract string PromptOf(FakeRequest request);

    /// <summary>A success of chats as text.</summary>
    protected static string Json(JsonNode node) => node.ToJsonString();
}
