using Pressrun.Model;
using Pressrun.Providers.Folders;
using Pressrun.Providers.Services;

namespace Pressrun.Providers.Objects;

/// <summary>
/// One attempt to have an object in its place. It never overwrites what it has not seen: what is there already is ours
/// if it holds the same, is replaced if that is asked for, and else stays.
/// </summary>
/// <param name="wire">How the store is spoken to.</param>
/// <param name="http">Sends.</param>
/// <param name="veil">Takes a key out of what the store says.</param>
/// <param name="request">Where to.</param>
/// <param name="content">What.</param>
internal sealed class ObjectUpload(
    ObjectWire wire, HttpMessageInvoker http, Veil veil, ObjectRequest request, ObjectContent content)
{
    // So that a refusal comes before all of it is sent.
    private const long AsksFirst = 256 * 1024;

    private bool _hasBegun;

    /// <summary>Whether the call may still wait for the store.</summary>
    public required bool MayWait { get; init; }

    /// <summary>Whether perhaps the object was put although nothing came back.</summary>
    public bool MayBeDone => _hasBegun;

    private string Place => wire.Place(request);

    /// <summary>Does it; what came of it.</summary>
    public async Task<Reply> RunAsync(CancellationToken ct)
    {
        ObjectFound? there = null;
        if (request.Replaces)
        {
            var look = await LookAsync(ct);
            if (look.Found?.Holds(content) == true)
            {
                return Done(look.Found.ETag, look.Answer.Status);
            }

            if (!look.IsSettled)
            {
                return Of(look.Answer);
            }

            there = look.Found;
        }

        var answer = await PutAsync(there?.ETag, ct);
        return answer switch
        {
            { IsSuccess: true, ETag: { } etag } => Done(etag, answer.Status),
            { IsSuccess: true } => Fail(Failure.Permanent, answer.Status,
                "what answers there is no store of objects, as it tells no ETag; correct `url`"),
            _ when !wire.IsTaken(answer) => Of(answer),
            _ when there is not null => Changed(answer.Status),
            _ => await CompareAsync(answer.Status, ct),
        };
    }

    private async Task<Reply> CompareAsync(int status, CancellationToken ct)
    {
        var look = await LookAsync(ct);
        return look switch
        {
            { Found: { } found } when found.Holds(content) => Done(found.ETag, look.Answer.Status),
            { Found: not null } when request.Replaces => Changed(status),
            { Found: not null } => Fail(Failure.Permanent, status,
                "something else is there already, and it is not overwritten; take it away, or choose another path"),
            { Answer.Status: 404 } => Changed(status),
            { IsSettled: false } => Of(look.Answer),
            _ => Fail(Failure.Permanent, status, "something is there already, and the key may not read it to see "
                + "whether it is the same; give the key the right to read, or choose another path"),
        };
    }

    // A store tells a key that may not read 403, also where nothing is there; and it never says why. What is put next
    // never overwrites, and its answer says more.
    private async Task<(ObjectAnswer Answer, ObjectFound? Found, bool IsSettled)> LookAsync(CancellationToken ct)
    {
        using var message = wire.Look(request);
        using var response = await http.SendAsync(message, ct);
        var answer = await ObjectAnswer.ReadAsync(response, ct);
        return (answer, answer is { IsSuccess: true, ETag: { } etag } ? wire.FoundOf(answer, etag) : null,
            answer.Status < 500 && answer.Status is not (408 or 425 or 429));
    }

    private async Task<ObjectAnswer> PutAsync(string? over, CancellationToken ct)
    {
        using var body = new ObjectBody(content, () => _hasBegun = true);
        using var message = wire.Put(request, content, body, over);
        message.Headers.ExpectContinue = content.Length > AsksFirst;
        using var response = await http.SendAsync(message, ct);
        var answer = await ObjectAnswer.ReadAsync(response, ct);
        _hasBegun = false;
        return answer;
    }

    private Reply Done(string etag, int status) => new(Outcome.Answered.Instance, new(TargetContent.Write(json =>
    {
        json.WriteString("url", wire.AddressOf(request).AbsoluteUri);
        json.WriteNumber("bytes", content.Length);
        json.WriteString("sha256", content.Sha256);
        json.WriteString("etag", veil.Over(etag));
    })))
    {
        Status = status,
    };

    private Reply Changed(int status) =>
        Fail(Failure.Transient, status, "somebody changed it at the same time; it is looked at again");

    private Reply Of(ObjectAnswer answer) =>
        new(wire.RuleOf(answer, request).OutcomeOf(answer, Place, MayWait), Body.Empty) { Status = answer.Status };

    private Reply Fail(Failure failure, int status, string cause) =>
        new(new Outcome.Failed(failure, $"{Place}: {cause}"), Body.Empty) { Status = status };
}
