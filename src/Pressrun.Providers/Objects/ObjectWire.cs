using Pressrun.Model;

namespace Pressrun.Providers.Objects;

/// <summary>How a kind of store is spoken to. Pure but for the clock of signatures. Thread-safe.</summary>
internal abstract class ObjectWire
{
    /// <summary>Everything that nobody may see.</summary>
    public abstract IEnumerable<string?> Secrets { get; }

    /// <summary>The largest object, in bytes, that is put in one piece.</summary>
    public abstract long BytesMax { get; }

    /// <summary>Reads a request.</summary>
    /// <exception cref="FormatException">It makes no sense.</exception>
    public abstract ObjectRequest Parse(Request request);

    /// <summary>Why nothing can be sent, such as a key that is missing; null if it can.</summary>
    public abstract Outcome.Failed? Objection(ObjectRequest request);

    /// <summary>The object as a pipeline file names it.</summary>
    public abstract string Place(ObjectRequest request);

    /// <summary>The object's address, without anything secret.</summary>
    public abstract Uri AddressOf(ObjectRequest request);

    /// <summary>A signed question whether the object is there.</summary>
    public abstract HttpRequestMessage Look(ObjectRequest request);

    /// <summary>A signed order to put it there.</summary>
    /// <param name="request">Where.</param>
    /// <param name="content">What.</param>
    /// <param name="body">The content as it is sent.</param>
    /// <param name="over">The state that is replaced; null for none, so that nothing is.</param>
    public abstract HttpRequestMessage Put(
        ObjectRequest request, ObjectContent content, ObjectBody body, string? over);

    /// <summary>What a store tells of an object that is there.</summary>
    public abstract ObjectFound FoundOf(ObjectAnswer answer, string etag);

    /// <summary>Whether an order was not carried out because of what is there.</summary>
    public abstract bool IsTaken(ObjectAnswer answer);

    /// <summary>What any other answer means.</summary>
    public abstract ObjectRule RuleOf(ObjectAnswer answer, ObjectRequest request);
}
