using System.Runtime.Versioning;
using Microsoft.Data.Sqlite;

namespace EmbeddedHost.Storage;

/// <summary>The folder of a host's file: held by one process, and readable by its owner alone.</summary>
internal static class DataFolder
{
    private const string Database = "workflow.db";
    private const string Lock = "workflow.lock";

    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnersFolder = OwnersFile | UnixFileMode.UserExecute;

    /// <summary>Makes the folder as needed and holds it for this process.</summary>
    /// <param name="folder">Its full path.</param>
    /// <exception cref="IOException">Somebody else holds it, or it cannot be written.</exception>
    public static FileStream Hold(string folder)
    {
        try
        {
            Make(folder);
            return OpenPrivate(Path.Combine(folder, Lock), FileShare.None);
        }
        catch (IOException exception) when (IsHeld(exception))
        {
            throw new IOException(
                $"The data folder {folder} is in use by another process (its file {Lock} is held). "
                + "Stop that process, or start this one with another Data:Path.",
                exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CannotBeWritten(folder, exception);
        }
    }

    /// <summary>Opens the database in a folder that is held.</summary>
    /// <param name="folder">Its full path.</param>
    /// <exception cref="IOException">It cannot be written, or is no database.</exception>
    public static ConnectionPool Open(string folder)
    {
        var path = Path.Combine(folder, Database);
        try
        {
            // SQLite gives the files beside it the modes of the database; those of an earlier release are there already.
            OpenPrivate(path, FileShare.ReadWrite).Dispose();
            foreach (var beside in new[] { path + "-wal", path + "-shm" }.Where(File.Exists))
            {
                OpenPrivate(beside, FileShare.ReadWrite).Dispose();
            }

        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CannotBeWritten(folder, exception);
        }

        FileCheck.Run(path);
        try
        {
            return ConnectionPool.OnFile(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw CannotBeWritten(folder, exception);
        }
    }

    private static IOException CannotBeWritten(string folder, Exception exception) => new(
        $"The data folder {folder} cannot be written: {exception.Message} "
        + "Make it a folder that this process may write, on a disk with room, or start it with another Data:Path.",
        exception);

    // The file is locked with flock, which says EWOULDBLOCK: 11, on macOS 35; on Windows it is a sharing violation.
    private static bool IsHeld(IOException exception) => OperatingSystem.IsWindows()
        ? exception.HResult == unchecked((int)0x80070020)
        : exception.HResult == (OperatingSystem.IsMacOS() ? 35 : 11);

    // A folder that was there is somebody's decision, and may hold more than this; one that is made is the owner's.
    private static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnersFolder);
        }
    }

    private static FileStream OpenPrivate(string path, FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnersFile;
        }

        var file = new FileStream(path, options);
        if (!OperatingSystem.IsWindows())
        {
            TakeBack(file);
        }

        return file;
    }

    [UnsupportedOSPlatform("windows")]
    private static void TakeBack(FileStream file)
    {
        if (File.GetUnixFileMode(file.SafeFileHandle) == OwnersFile)
        {
            return;
        }

        try
        {
            File.SetUnixFileMode(file.SafeFileHandle, OwnersFile);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is somebody else's, or on a file system without modes: then whoever set it up has decided who reads it.
        }
    }
}
