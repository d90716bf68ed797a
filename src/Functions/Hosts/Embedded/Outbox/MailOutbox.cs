using System.Text.Json;
using CoachingWorkflow.Functions.Mail;
using EmbeddedHost.Storage;
using Microsoft.Data.Sqlite;

namespace CoachingWorkflow.Functions.Hosts.Embedded.Outbox;

/// <summary>A mail in the outbox.</summary>
/// <param name="Id">The mail's id.</param>
/// <param name="Kind">Why it was sent.</param>
/// <param name="About">The engagement's id; null for a digest of several.</param>
/// <param name="To">The recipient's address.</param>
/// <param name="Subject">One line.</param>
/// <param name="SentAt">When it was sent.</param>
/// <param name="Text">The body as text.</param>
/// <param name="Links">The links that the bodies carry.</param>
/// <param name="Attachments">What was attached.</param>
internal sealed record OutboxMail(
    string Id, MailKind Kind, string? About, string To, string Subject, DateTimeOffset SentAt, string Text,
    IReadOnlyList<MailLink> Links, IReadOnlyList<OutboxAttachment> Attachments);

/// <summary>A file that was attached.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ContentType">Its MIME type with parameters.</param>
internal sealed record OutboxAttachment(string Name, string ContentType);

/// <summary>The mails of a development host, in its SQLite file.</summary>
internal sealed class MailOutbox
{
    private const string Columns = "id, kind, about, recipient, subject, sent_at, text, links, attachments";

    private readonly SqliteFile _file;

    /// <summary>Opens the outbox, and makes its table in a new file.</summary>
    /// <param name="file">The host's file.</param>
    public MailOutbox(SqliteFile file)
    {
        _file = file;
        file.WriteAsync(Create).GetAwaiter().GetResult();
    }

    /// <summary>Adds a mail, unless one of that id is there.</summary>
    /// <param name="sentAt">When it is sent.</param>
    public Task AddAsync(OutgoingMail mail, DateTimeOffset sentAt, CancellationToken cancellation)
    {
        var links = JsonSerializer.Serialize(mail.Links);
        var attachments = JsonSerializer.Serialize(
            mail.Attachments.Select(attachment => new OutboxAttachment(attachment.Name, attachment.ContentType)));
        return _file.WriteAsync(
            connection =>
            {
                for (var number = 0; number < mail.Attachments.Count; number++)
                {
                    connection.Execute(
                        "INSERT INTO outbox_attachment(mail, number, content) VALUES($1, $2, $3) ON CONFLICT(mail, number) DO NOTHING",
                        mail.Id, number, mail.Attachments[number].Content);
                }

                return connection.Execute(
                    $"INSERT INTO outbox({Columns}, html) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT(id) DO NOTHING",
                    mail.Id, mail.Kind.ToString(), mail.Engagement ?? "", mail.ToAddress, mail.Subject, sentAt.UtcTicks, mail.Text, links,
                    attachments, mail.Html);
            },
            cancellation);
    }

    /// <summary>The mails, oldest first.</summary>
    /// <param name="about">Only those of this engagement.</param>
    /// <param name="to">Only those to this address.</param>
    public IReadOnlyList<OutboxMail> List(string? about, string? to) => _file.Read(connection => Read(connection.Prepared(
        $"""
        SELECT {Columns} FROM outbox
        WHERE ($1 IS NULL OR about = $1) AND ($2 IS NULL OR recipient = $2 COLLATE NOCASE) ORDER BY sequence
        """,
        about, to)));

    /// <summary>One mail, or null.</summary>
    /// <param name="id">Its id.</param>
    public OutboxMail? Find(string id) => _file.Read(connection =>
        Read(connection.Prepared($"SELECT {Columns} FROM outbox WHERE id = $1", id)).SingleOrDefault());

    /// <summary>A mail's body as HTML.</summary>
    /// <param name="id">The mail's id.</param>
    public string? FindHtml(string id) => _file.Read(connection =>
        connection.Prepared("SELECT html FROM outbox WHERE id = $1", id).ExecuteScalar() as string);

    /// <summary>A file that came with a mail.</summary>
    /// <param name="id">The mail's id.</param>
    /// <param name="number">Its place among <see cref="OutboxMail.Attachments"/>, from 0.</param>
    public byte[]? FindAttachment(string id, int number) => _file.Read(connection =>
        connection.Prepared("SELECT content FROM outbox_attachment WHERE mail = $1 AND number = $2", id, number).ExecuteScalar() as byte[]);

    private static List<OutboxMail> Read(SqliteCommand command)
    {
        using var reader = command.ExecuteReader();
        var mails = new List<OutboxMail>();
        while (reader.Read())
        {
            mails.Add(new OutboxMail(
                reader.GetString(0), Enum.Parse<MailKind>(reader.GetString(1)),
                reader.GetString(2) is { Length: > 0 } about ? about : null, reader.GetString(3),
                reader.GetString(4),
                new DateTimeOffset(reader.GetInt64(5), TimeSpan.Zero), reader.GetString(6),
                JsonSerializer.Deserialize<List<MailLink>>(reader.GetString(7))!,
                JsonSerializer.Deserialize<List<OutboxAttachment>>(reader.GetString(8))!));
        }

        return mails;
    }

    private static int Create(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            CREATE TABLE IF NOT EXISTS outbox(
                sequence INTEGER PRIMARY KEY AUTOINCREMENT,
                id TEXT NOT NULL UNIQUE,
                kind TEXT NOT NULL,
                about TEXT NOT NULL,
                recipient TEXT NOT NULL,
                subject TEXT NOT NULL,
                sent_at INTEGER NOT NULL,
                text TEXT NOT NULL,
                links TEXT NOT NULL,
                attachments TEXT NOT NULL,
                html TEXT NOT NULL);
            CREATE TABLE IF NOT EXISTS outbox_attachment(
                mail TEXT NOT NULL,
                number INTEGER NOT NULL,
                content BLOB NOT NULL,
                PRIMARY KEY(mail, number)) WITHOUT ROWID;
            """;
        return command.ExecuteNonQuery();
    }
}
