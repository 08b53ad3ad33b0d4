using Pressrun.Model;

namespace Pressrun.Sql.Views;

/// <summary>What spending needs to know of an attempt until its reply comes.</summary>
/// <param name="Row">Where it is booked.</param>
/// <param name="Part">The part's id.</param>
/// <param name="Sample">The draw it belongs to.</param>
/// <param name="WorstCase">The most it can cost.</param>
/// <param name="IsGivenUp">Whether nobody waits for it any more.</param>
internal readonly record struct SentCall(SpendSum Row, string Part, int Sample, Money WorstCase, bool IsGivenUp);
